import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { openLab, type Lab } from '../../durable/testing/durable-lab.js';
import {
  archiveEntities,
  archiveMigrations,
  claimOutcomes,
  claimPages,
  endClaim,
  owedPages,
  pageReadings,
  recordReading,
} from './index.js';

const URLS = ['https://city.example/a', 'https://city.example/b'];
const claimer = { region: 'millbrook-vt', sourceId: 's-1' };
const reading = {
  region: 'millbrook-vt',
  url: URLS[0]!,
  contentHash: 'h1',
  reader: 'extract_signals v1',
  runId: 'millbrook-vt-1',
};

describe('pages are read once', () => {
  let lab: Lab;
  let source: DataSource;
  const using = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await lab.pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  };
  beforeAll(async () => {
    lab = await openLab({ routes: {} });
    source = await new DataSource({
      type: 'postgres',
      url: lab.pool.options.connectionString,
      entities: archiveEntities,
      migrations: archiveMigrations,
    }).initialize();
    await source.runMigrations();
  });
  afterAll(async () => {
    await source.destroy();
    await lab.close();
  });

  it('by one of the jobs that found them, at the same moment too', async () => {
    const jobs = Array.from({ length: 12 }, (_, index) => ({
      ...claimer,
      rootId: 'r-1',
      runId: `r-1~${String(index)}`,
    }));
    const claims = await Promise.all(jobs.map((job) => using((client) => claimPages(client, job, URLS))));
    expect(claims.flat().toSorted()).toEqual(URLS);
  });
  it('by the same job again when it comes back after a crash', async () => {
    const job = { ...claimer, rootId: 'r-2', runId: 'r-2~a' };
    await using((client) => claimPages(client, job, URLS));
    expect(await using((client) => claimPages(client, job, URLS))).toEqual(URLS);
    expect(await using((client) => claimPages(client, { ...job, runId: 'r-2~b' }, URLS))).toEqual([]);
  });
  it('by each run anew', async () => {
    expect(await using((client) => claimPages(client, { ...claimer, rootId: 'r-3', runId: 'r-3~a' }, URLS))).toEqual(
      URLS,
    );
    expect(await using((client) => claimPages(client, { ...claimer, rootId: 'r-3', runId: 'r-3~a' }, []))).toEqual([]);
  });
  it('and what was read last is known, per region', async () => {
    await using((client) => recordReading(client, reading));
    await using((client) => recordReading(client, { ...reading, contentHash: 'h2' }));
    expect(await using((client) => pageReadings(client, reading.region, URLS))).toEqual([
      { url: reading.url, contentHash: 'h2', reader: reading.reader },
    ]);
    expect(await using((client) => pageReadings(client, 'elsewhere', URLS))).toEqual([]);
  });
  it('whatever the length of their address', async () => {
    const long = `https://city.example/${'x'.repeat(10_000)}`;
    expect(await using((client) => claimPages(client, { ...claimer, rootId: 'r-4', runId: 'r-4~a' }, [long]))).toEqual([
      long,
    ]);
  });
  it('and what was claimed but not read is owed, until it is read', async () => {
    const job = (rootId: string) => ({ region: 'owing-vt', sourceId: 's-2', rootId, runId: `${rootId}~a` });
    const owed = () => using((client) => owedPages(client, 'owing-vt'));
    const [broken, declined] = URLS as [string, string];
    await using((client) => claimPages(client, job('o-1'), URLS));
    await using((client) => endClaim(client, 'o-1', { url: declined, outcome: 'owed', reason: 'budget' }));
    expect(await owed()).toEqual([
      { url: broken, sourceId: 's-2', reason: null, tries: 1 },
      { url: declined, sourceId: 's-2', reason: 'budget', tries: 1 },
    ]);
    await using((client) => claimPages(client, job('o-2'), URLS));
    expect((await owed()).map(({ tries }) => tries)).toEqual([2, 2]);
    await using((client) => endClaim(client, 'o-2', { url: broken, outcome: 'read', reason: null }));
    expect(await owed()).toEqual([{ url: declined, sourceId: 's-2', reason: null, tries: 2 }]);
    await using((client) => endClaim(client, 'o-2', { url: declined, outcome: 'unreadable', reason: 'robots' }));
    expect(await owed()).toEqual([]);
    expect(await using((client) => claimOutcomes(client, 'o-2', URLS))).toEqual([
      { url: broken, outcome: 'read', reason: null },
      { url: declined, outcome: 'unreadable', reason: 'robots' },
    ]);
  });
});
