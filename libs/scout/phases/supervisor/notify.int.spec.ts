import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import type { RunId, Workflow } from '#durable';
import { FindingRepository, type GraphDatabase } from '#graph';
import { openLab, type Lab } from '../../../durable/testing/durable-lab.js';
import { clearRegion, testGraph, testRegion } from '../../../graph/testing/test-graph.js';
import { notificationMigrations, webhook } from '../../notifications/index.js';
import type { PhaseServices } from '../phase.js';
import { notify } from './notify.js';

const finding = (targetId: string, severity: 'info' | 'warning') => ({
  type: 'source_failing',
  severity,
  targetId,
  targetLabel: targetId,
  description: 'could not be read',
  suggestedAction: null,
});

describe('telling a webhook of new findings', () => {
  let lab: Lab;
  let db: GraphDatabase;
  let source: DataSource;
  let region: string;
  let run = 0;
  let answers: number[] = [];
  const received: { text: string; alerts: { target: string }[] }[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      received.push(JSON.parse(body) as (typeof received)[number]);
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  const deliveries = () =>
    source.query<{ outcome: string; detail: string }[]>(
      'SELECT outcome, detail FROM notification.delivery WHERE region = $1 ORDER BY id',
      [region],
    );
  /** Runs the notification alone, in a run that began before the findings. */
  async function tell(since: Date): Promise<unknown> {
    const id = `${region}-${String((run += 1))}` as RunId;
    await lab.client.start({ id, workflow: 'notify', input: { since: since.toISOString() } });
    return (await lab.until(id, ({ status }) => ['completed', 'failed'].includes(status))).output;
  }

  beforeAll(async () => {
    db = await testGraph();
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/hook`;
    lab = await openLab({ routes: { notify: 'notify' } });
    source = await new DataSource({
      type: 'postgres',
      url: lab.pool.options.connectionString,
      migrations: notificationMigrations,
    }).initialize();
    await source.runMigrations();
    const services = { findings: new FindingRepository(db), notifier: webhook(url) } as unknown as PhaseServices;
    const workflow: Workflow<{ since: string }> = {
      name: 'notify',
      queue: 'notify',
      concurrency: 1,
      async run(durable, { since }) {
        const scope = {
          slug: region,
          name: 'Millbrook',
          center: { latitude: 44, longitude: -92 },
          radiusKm: 10,
          timeZone: 'UTC',
          geoTerms: [],
        };
        return notify({ durable, region: scope, now: new Date(since), services });
      },
    };
    await lab.worker([workflow as unknown as Workflow]);
  }, 120_000);
  beforeEach(() => {
    region = testRegion('notify');
    received.length = 0;
    answers = [];
  });
  afterEach(() => clearRegion(db, region));
  afterAll(async () => {
    await lab.close();
    await source.destroy();
    await db.close();
    receiver.close();
  });

  it('sends what is new and worth it, once, and logs the delivery', async () => {
    const findings = new FindingRepository(db);
    const since = new Date();
    await findings.upsert(region, [finding('city news', 'warning'), finding('small', 'info')]);
    expect(await tell(since)).toEqual([]);
    expect(received.map(({ alerts }) => alerts.map(({ target }) => target))).toEqual([['city news']]);
    expect(await deliveries()).toEqual([{ outcome: 'delivered', detail: 'answered 200' }]);

    // The next run finds the same again: nobody is told twice.
    const later = new Date();
    await findings.upsert(region, [finding('city news', 'warning')]);
    expect(await tell(later)).toEqual([]);
    expect(received).toHaveLength(1);
  });

  it('tries again while the receiver is in trouble', async () => {
    const since = new Date();
    await new FindingRepository(db).upsert(region, [finding('city news', 'warning')]);
    answers = [503];
    expect(await tell(since)).toEqual([]);
    expect(received).toHaveLength(2);
  });

  it('records a failure and says so, without failing the run', async () => {
    const since = new Date();
    await new FindingRepository(db).upsert(region, [finding('city news', 'warning')]);
    answers = [404];
    expect(await tell(since)).toEqual([expect.stringMatching(/^notification: .*404/)]);
    expect(await deliveries()).toMatchObject([{ outcome: 'failed' }]);
  });
});
