import { RegionScoutRunRepository, type GraphDatabase, type RegionScoutRun } from '#graph';
import { clearRegion, testGraph, testRegion } from '../../graph/testing/test-graph.js';
import { holdRegion } from './region-hold.js';

/** Reads what the region was before anybody took it: as one does who reads first and comes late to taking it. */
class ReadEarly extends RegionScoutRunRepository {
  override get(region: string): Promise<RegionScoutRun> {
    const nobody = { runId: null, startedAt: null, updatedAt: null, lastError: null, failedPhase: null };
    return Promise.resolve({ region, status: 'bootstrap_complete', ...nobody });
  }
}

describe('taking a region for a run', () => {
  let db: GraphDatabase;
  let region: string;
  beforeAll(async () => {
    db = await testGraph();
  }, 120_000);
  beforeEach(() => {
    region = testRegion('hold');
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  it('of two starts in one second, the late one neither gets in beside the first nor gives its region back', async () => {
    const runs = new RegionScoutRunRepository(db);
    const run = { id: `${region}-1796051045`, kind: 'full', startAt: 'bootstrap' } as const;
    expect(await holdRegion(runs, region, run)).toMatchObject({ success: true });
    await runs.complete(region, { runId: run.id, to: 'bootstrap_complete', release: false });
    const late = await holdRegion(new ReadEarly(db), region, run);
    expect(late).toMatchObject({ success: false, code: 'REGION_BUSY' });
    expect(await runs.get(region)).toMatchObject({ runId: run.id, status: 'bootstrap_complete' });
  });

  it('a start that could not be admitted gives back its own taking, not a later one of the same second', async () => {
    const runs = new RegionScoutRunRepository(db);
    const run = { id: `${region}-1796051045`, kind: 'full', startAt: 'bootstrap' } as const;
    const first = await holdRegion(runs, region, run);
    if (!first.success) throw new Error('the region was free');
    await first.release();
    expect(await runs.get(region)).toMatchObject({ runId: null, status: 'idle' });
    expect(await holdRegion(runs, region, run)).toMatchObject({ success: true });
    await first.release();
    expect(await runs.get(region)).toMatchObject({ runId: run.id, status: 'running_bootstrap' });
  });

  it('a taking whose answer was lost is found to be stored, and nobody else gets in', async () => {
    const runs = new RegionScoutRunRepository(db);
    const asked = { allowedFrom: ['idle'], to: 'running_bootstrap', runId: `${region}-1`, taking: 'one' } as const;
    expect(await runs.transition(region, asked)).toMatchObject({ transitioned: true });
    expect(await runs.transition(region, asked)).toMatchObject({ transitioned: true });
    expect(await runs.transition(region, { ...asked, taking: 'two' })).toMatchObject({ transitioned: false });
    expect(await runs.transition(region, { ...asked, runId: `${region}-2` })).toMatchObject({ transitioned: false });
  });
});
