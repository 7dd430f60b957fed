import type { RunId, RunRecord } from '#durable';
import { TerminalError } from '#durable';
import type { GraphDatabase } from '#graph';
import { RegionScoutRunRepository } from '#graph';
import type { Lab } from '../../durable/testing/durable-lab.js';
import { eventually, gate, openLab } from '../../durable/testing/durable-lab.js';
import { clearRegion, testGraph, testRegion } from '../../graph/testing/test-graph.js';
import { fullRunFlow, phaseFlow } from './flows.js';
import type { Phase, PhaseInput, PhaseServices } from './phase.js';
import type { PhaseName } from './registry.js';
import { allowedFrom, allowedFromForFullRun, FULL_RUN, PHASES, PHASE_NAMES, runningStatus } from './registry.js';
import { fullRunWorkflow, phaseWorkflow } from './runner.js';

const ROUTES = {
  ...Object.fromEntries(PHASES.map(({ phase, queue }) => [phase, queue])),
  [FULL_RUN.workflow]: FULL_RUN.queue,
};
/** The runner itself reaches no service; phases under test don't either. */
const SERVICES = () => ({}) as PhaseServices;
const counting = (count: number): Phase => ({ run: () => Promise.resolve({ counts: { done: count }, skipped: [] }) });

describe('a phase as a durable workflow', () => {
  let lab: Lab;
  let db: GraphDatabase;
  let regionRuns: RegionScoutRunRepository;
  let region: string;
  let clock = 1_771_718_400;
  const bodies = new Map<PhaseName, Phase>();

  const input = (): PhaseInput => ({
    region: {
      slug: region,
      name: 'Millbrook',
      center: { latitude: 44, longitude: -92 },
      radiusKm: 10,
      timeZone: 'UTC',
      geoTerms: [],
    },
    now: '2026-06-01T10:00:00Z',
  });
  const nextId = (): RunId => `${region}-${String((clock += 1))}` as RunId;
  const ended = (id: RunId): Promise<RunRecord> =>
    lab.until(id, ({ status }) => ['completed', 'failed', 'cancelled', 'needs_attention'].includes(status));
  const settled = (status: string) =>
    eventually(
      () => regionRuns.get(region),
      (run) => run.status === status && run.runId === null,
    );

  /** What the API does before it enqueues. */
  async function startPhase(phase: PhaseName): Promise<RunId> {
    const id = nextId();
    await regionRuns.transition(region, { allowedFrom: allowedFrom(phase), to: runningStatus(phase), runId: id });
    await lab.client.startFlow(phaseFlow(phase, { id, input: input() }));
    return id;
  }
  async function startFullRun(): Promise<RunId> {
    const id = nextId();
    await regionRuns.transition(region, {
      allowedFrom: allowedFromForFullRun(),
      to: runningStatus('bootstrap'),
      runId: id,
    });
    await lab.client.startFlow(fullRunFlow({ id, input: input() }));
    return id;
  }

  beforeAll(async () => {
    db = await testGraph();
    regionRuns = new RegionScoutRunRepository(db);
    lab = await openLab({ routes: ROUTES });
    const deps = { services: SERVICES, regionRuns, spentMicroUsd: () => Promise.resolve(20_000) };
    const workflows = PHASE_NAMES.map((phase) =>
      phaseWorkflow(phase, { run: (context) => (bodies.get(phase) ?? counting(1)).run(context) }, deps),
    );
    await lab.worker([fullRunWorkflow(deps), ...workflows] as unknown as Parameters<Lab['worker']>[0]);
  }, 120_000);
  beforeEach(() => {
    bodies.clear();
    region = testRegion('runner');
  });
  afterEach(() => clearRegion(db, region));
  afterAll(async () => {
    await lab.close();
    await db.close();
  });

  it('completes and gives the region back', async () => {
    const run = await ended(await startPhase('bootstrap'));
    expect(run.status).toBe('completed');
    expect(run.output).toMatchObject({ spentCents: 2, counts: { done: 1 }, skipped: [] });
    expect(await regionRuns.get(region)).toMatchObject({ status: 'bootstrap_complete', runId: null });
  });

  it('walks all six in a full run, holding the region from start to end', async () => {
    const holders: (string | null)[] = [];
    for (const phase of PHASE_NAMES) {
      bodies.set(phase, {
        async run() {
          const current = await regionRuns.get(region);
          holders.push(`${current.status} ${String(current.runId)}`);
          return { counts: { done: 1 }, skipped: phase === 'scrape' ? ['no key'] : [] };
        },
      });
    }
    const id = await startFullRun();
    const run = await ended(id);
    expect(run.output).toMatchObject({ counts: { done: 6 }, spentCents: 12, skipped: ['no key'] });
    expect(holders).toEqual(PHASE_NAMES.map((phase) => `${runningStatus(phase)} ${id}`));
    expect(await regionRuns.get(region)).toMatchObject({ status: 'complete', runId: null });
    const types = await eventually(
      async () => (await lab.client.events({ rootId: id, after: null, limit: 100 })).map(({ type }) => type),
      (seen) => seen.includes('region_refreshed'),
    );
    expect(types).toContain('region_refreshed');
  });

  it('leaves what its predecessor left when it fails, with the error and the phase', async () => {
    bodies.set('scrape', {
      run: () => Promise.reject(new TerminalError('the key was refused: set ANTHROPIC_API_KEY', 'MISSING_CREDENTIAL')),
    });
    const run = await ended(await startFullRun());
    expect(run.status).toBe('failed');
    const left = await settled('actor_discovery_complete');
    expect(left.failedPhase).toBe('scrape');
    expect(left.lastError).toMatch(/key was refused/);
  });

  it('gives the region back when it is stopped, and that is no failure', async () => {
    const entered = gate();
    bodies.set('bootstrap', {
      async run({ durable }) {
        entered.open();
        await durable.step(
          'long work',
          ({ signal }) =>
            new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
        );
        return { counts: {}, skipped: [] };
      },
    });
    const id = await startPhase('bootstrap');
    await entered.promise;
    await lab.client.cancel(id);
    expect((await ended(id)).status).toBe('cancelled');
    expect(await settled('idle')).toMatchObject({ failedPhase: null });
  });

  describe('that was postponed', () => {
    const soon = () => new Date(Date.now() + 300);
    const startLater = async (phase: PhaseName): Promise<RunId> => {
      const id = nextId();
      const startAt = soon();
      const tags = { startAt: startAt.toISOString() };
      await lab.client.startFlow(phaseFlow(phase, { id, input: input(), startAt, tags }));
      return id;
    };

    it('takes the region when its time has come, and gives it back', async () => {
      const id = await startLater('bootstrap');
      expect(await regionRuns.get(region)).toMatchObject({ status: 'idle', runId: null });
      expect((await ended(id)).status).toBe('completed');
      expect(await regionRuns.get(region)).toMatchObject({ status: 'bootstrap_complete', runId: null });
    });

    it('waits its turn behind the run that is there', async () => {
      const leave = gate();
      bodies.set('bootstrap', { run: () => leave.promise.then(() => ({ counts: {}, skipped: [] })) });
      const first = await startPhase('bootstrap');
      const second = await startLater('actor_discovery');
      await eventually(
        async () =>
          (await lab.pool.query('SELECT start_at < now() AS due FROM durable.run WHERE id = $1', [second])).rows[0],
        (row) => row.due === true,
      );
      expect((await lab.client.get(second))?.status).toBe('queued');
      leave.open();
      expect((await ended(first)).status).toBe('completed');
      expect((await ended(second)).status).toBe('completed');
    });

    it('fails with the reason when what it needs is missing then, and leaves the region alone', async () => {
      const run = await ended(await startLater('scrape'));
      expect(run).toMatchObject({ status: 'failed', error: { code: 'PHASE_PREREQUISITE_MISSING' } });
      expect(run.error?.message).toContain('Actor Discovery');
      expect(await regionRuns.get(region)).toMatchObject({ status: 'idle', runId: null });
    });
  });

  it('changes nothing once the region was reset under it', async () => {
    const entered = gate();
    const goOn = gate();
    bodies.set('bootstrap', {
      async run() {
        entered.open();
        await goOn.promise;
        return { counts: {}, skipped: [] };
      },
    });
    const id = await startPhase('bootstrap');
    await entered.promise;
    await regionRuns.reset(region);
    goOn.open();
    const run = await ended(id);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'REGION_LOST' } });
    expect((await regionRuns.get(region)).status).toBe('idle');
  });

  it('refuses to work on a region that another run holds', async () => {
    await regionRuns.transition(region, { allowedFrom: ['idle'], to: 'running_bootstrap', runId: 'another' });
    const id = nextId();
    await lab.client.startFlow(phaseFlow('bootstrap', { id, input: input() }));
    expect((await ended(id)).error?.code).toBe('REGION_LOST');
    expect((await regionRuns.get(region)).runId).toBe('another');
  });
});
