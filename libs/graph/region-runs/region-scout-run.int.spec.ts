import type { GraphDatabase } from '../database/graph-database.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { RegionScoutRunRepository } from './region-scout-run.repository.js';

const START = new Date('2026-03-01T10:00:00Z');
const minutesLater = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);

describe('the lock and status of a region', () => {
  let db: GraphDatabase;
  let region: string;
  let now: Date;
  let runs: RegionScoutRunRepository;

  beforeAll(async () => {
    db = await testGraph();
  }, 120_000);
  beforeEach(() => {
    region = testRegion('runs');
    now = START;
    runs = new RegionScoutRunRepository(db, { now: () => now });
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  const take = (runId: string, allowedFrom = ['idle'], to = 'running_bootstrap') =>
    runs.transition(region, { allowedFrom, to, runId });

  it('a region never scouted is idle, and reading it leaves no trace', async () => {
    expect(await runs.get(region)).toEqual({
      region,
      status: 'idle',
      runId: null,
      startedAt: null,
      updatedAt: null,
      lastError: null,
      failedPhase: null,
    });
    expect((await runs.list()).map((run) => run.region)).not.toContain(region);
  });

  it('of fifty starts at once exactly one wins, and the others see the winner', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) => take(`run-${i}`)));
    const winners = results.filter(({ transitioned }) => transitioned);
    expect(winners).toHaveLength(1);
    expect(new Set(results.map(({ current }) => current.runId))).toEqual(new Set([winners[0]!.current.runId]));
  }, 60_000);

  it('the run that holds the region walks on, another is refused whatever the status', async () => {
    await take('full');
    await runs.complete(region, { runId: 'full', to: 'bootstrap_complete', release: false });
    expect((await take('other', ['bootstrap_complete'], 'running_actor_discovery')).transitioned).toBe(false);
    const next = await take('full', ['bootstrap_complete'], 'running_actor_discovery');
    expect(next).toMatchObject({ transitioned: true, current: { status: 'running_actor_discovery', runId: 'full' } });
    expect(next.current.startedAt).toBe(START.toISOString());
  });

  it('a second start under the id of the first is another start, also while the first walks on', async () => {
    const start = { allowedFrom: ['bootstrap_complete'], to: 'running_bootstrap', runId: 'same-second' };
    await take('before');
    await runs.complete(region, { runId: 'before', to: 'bootstrap_complete', release: true });
    expect((await runs.transition(region, { ...start, taking: 'first' })).transitioned).toBe(true);
    await runs.complete(region, { runId: 'same-second', to: 'bootstrap_complete', release: false });
    expect((await runs.transition(region, { ...start, taking: 'second' })).transitioned).toBe(false);
    // The first one asks again, because the answer was lost; and its phases walk on.
    expect((await runs.transition(region, { ...start, taking: 'first' })).transitioned).toBe(true);
    expect((await take('same-second', ['running_bootstrap'])).transitioned).toBe(true);
  });

  it('a status that is not allowed changes nothing', async () => {
    const refused = await take('run', ['scrape_complete'], 'running_synthesis');
    expect(refused).toMatchObject({ transitioned: false, current: { status: 'idle', runId: null } });
  });

  it('a released region is free for the next run', async () => {
    await take('one');
    expect(await runs.complete(region, { runId: 'one', to: 'bootstrap_complete', release: true })).toBe(true);
    expect(await runs.get(region)).toMatchObject({ status: 'bootstrap_complete', runId: null });
    expect((await take('two', ['bootstrap_complete'])).transitioned).toBe(true);
  });

  it('a failure says what failed, and the next start forgets it', async () => {
    await take('one');
    expect(await runs.fail(region, { runId: 'one', to: 'idle', lastError: 'no key', failedPhase: 'bootstrap' })).toBe(
      true,
    );
    expect(await runs.get(region)).toMatchObject({
      status: 'idle',
      runId: null,
      lastError: 'no key',
      failedPhase: 'bootstrap',
    });
    expect((await take('two')).current).toMatchObject({ lastError: null, failedPhase: null });
  });

  it('a run that lost its region changes nothing', async () => {
    await take('old');
    await runs.reset(region);
    await take('new');
    expect(await runs.heartbeat(region, 'old')).toBe(false);
    expect(await runs.complete(region, { runId: 'old', to: 'bootstrap_complete', release: true })).toBe(false);
    expect(await runs.fail(region, { runId: 'old', to: 'idle', lastError: 'x', failedPhase: 'bootstrap' })).toBe(false);
    expect(await runs.get(region)).toMatchObject({ status: 'running_bootstrap', runId: 'new', lastError: null });
  });

  it('is stale after thirty minutes without a heartbeat, not with one', async () => {
    await take('one');
    now = minutesLater(29);
    expect(await runs.heartbeat(region, 'one')).toBe(true);
    now = minutesLater(58);
    expect(await runs.get(region)).toMatchObject({ status: 'running_bootstrap', runId: 'one' });
    now = minutesLater(60);
    expect(await runs.get(region)).toMatchObject({ status: 'idle', runId: null });
    expect((await runs.get(region)).lastError).toContain('no heartbeat');
  });

  it('a stale run is let go by a start as by a read', async () => {
    await take('one');
    now = minutesLater(31);
    expect(await take('two')).toMatchObject({ transitioned: true, current: { runId: 'two' } });
  });

  it('a run that died between two phases lets go of the region, which keeps what it finished', async () => {
    await take('full');
    await runs.complete(region, { runId: 'full', to: 'bootstrap_complete', release: false });
    now = minutesLater(31);
    expect(await runs.resetStale()).toContain(region);
    expect(await runs.get(region)).toMatchObject({ status: 'bootstrap_complete', runId: null });
    expect(await runs.resetStale()).not.toContain(region);
  });

  it('reset makes any region idle', async () => {
    await take('one');
    expect(await runs.reset(region)).toMatchObject({ status: 'idle', runId: null });
    expect((await runs.list()).find((run) => run.region === region)).toMatchObject({ status: 'idle' });
  });
});
