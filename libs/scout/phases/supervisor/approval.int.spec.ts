import { jest } from '@jest/globals';
import type { RunId, Workflow } from '#durable';
import { RegionRepository, SignalRepository, type GraphDatabase, type RegionScope, type Review } from '#graph';
import { eventually, openLab, type Lab } from '../../../durable/testing/durable-lab.js';
import { createAlways, draft } from '../../../graph/testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../../../graph/testing/test-graph.js';
import type { PhaseServices } from '../phase.js';
import { approved } from './approval.js';

jest.setTimeout(90_000);

describe('signals that people approve before they go live', () => {
  const slug = testRegion('approval');
  const scope: RegionScope = {
    slug,
    name: 'Millbrook',
    center: { latitude: 44, longitude: -92 },
    radiusKm: 10,
    timeZone: 'UTC',
    geoTerms: [],
  };
  let lab: Lab;
  let db: GraphDatabase;
  let regions: RegionRepository;
  let signals: SignalRepository;
  let reviews: readonly Review[];
  let count = 0;
  const reviewing: Workflow = {
    name: 'reviewing',
    queue: 'reviewing',
    concurrency: 1,
    async run(durable) {
      const services = { regions, signals } as unknown as PhaseServices;
      const decided = await approved({ durable, region: scope, now: new Date(), services }, reviews);
      return decided.map(({ status, reason }) => `${status}: ${reason ?? ''}`);
    },
  };
  const start = async (): Promise<RunId> => {
    const id = `${slug}-review-${String((count += 1))}x` as RunId;
    await lab.client.start({ id, workflow: 'reviewing', input: null });
    return id;
  };
  const output = async (id: RunId) => (await lab.until(id, ({ status }) => status === 'completed')).output;
  const waiting = (id: RunId) =>
    lab.until(id, ({ status, waitingFor }) => status === 'suspended' && waitingFor.includes('promise:approve signals'));
  const answer = (id: RunId, decision: string, note: string | null = null) =>
    lab.client.resolveGate(id, 'approve signals', { decision, note, by: 'ada' }, 'ada');

  beforeAll(async () => {
    db = await testGraph();
    regions = new RegionRepository(db);
    await regions.upsert(scope);
    signals = new SignalRepository(db);
    const [stored] = await signals.store(slug, [draft({ title: 'Free soup', runId: 'one' })], createAlways);
    reviews = [{ id: stored!.id, status: 'live', reason: 'quoted' }];
    lab = await openLab({ routes: { reviewing: 'reviewing' } });
    await lab.worker([reviewing]);
  });
  afterAll(async () => {
    await lab.close();
    await clearRegion(db, slug);
    await db.close();
  });

  it('go live at once where nobody has to approve', async () => {
    expect(await regions.review(slug)).toEqual({ required: false, timeoutHours: 72 });
    expect(await output(await start())).toEqual(['live: quoted']);
  });

  it('wait without a worker, and go live when somebody approves; the events say who', async () => {
    await regions.setReview(slug, { required: true, timeoutHours: 24 });
    const id = await start();
    await waiting(id);
    await answer(id, 'approve');
    expect(await output(id)).toEqual(['live: quoted']);
    const events = await eventually(
      () => lab.client.events({ rootId: id, after: null, limit: 50 }),
      (all) => all.some(({ type }) => type === 'signals_approved'),
    );
    expect(events.find(({ type }) => type === 'signals_approved')?.data).toMatchObject({ by: 'ada', signals: 1 });
  });

  it('stay staged with the reason when somebody holds them', async () => {
    const id = await start();
    await waiting(id);
    await answer(id, 'hold', 'dates look wrong');
    expect(await output(id)).toEqual(['staged: held: dates look wrong (ada)']);
  });

  it('are held when nobody decides in time', async () => {
    await regions.setReview(slug, { required: true, timeoutHours: 1 / 3_600 });
    expect(await output(await start())).toEqual(['staged: held: nobody approved in time']);
  });

  it('are not asked about when a person has decided already', async () => {
    await regions.setReview(slug, { required: true, timeoutHours: 24 });
    const [{ id }] = reviews as [Review];
    await signals.setReview([{ id, status: 'rejected', reason: 'a rumour' }]);
    expect(await output(await start())).toEqual([]);
    expect(await signals.reviewStaged(reviews)).toEqual([]);
    expect(await signals.get(id)).toMatchObject({ reviewStatus: 'rejected', reviewReason: 'a rumour' });
  });

  it('keep the time to decide when only the requirement is set', async () => {
    await regions.setReview(slug, { required: true, timeoutHours: 12 });
    expect(await regions.setReview(slug, { required: false, timeoutHours: null })).toEqual({
      required: false,
      timeoutHours: 12,
    });
  });
});
