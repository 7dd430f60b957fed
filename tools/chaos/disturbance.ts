import pg from 'pg';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { injectAll } from './faults/injector.js';
import type { Target } from './faults/fault.js';
import { readEffects } from './observe/effect-log.js';
import { graphOf } from './observe/graph.js';
import { JournalWatch } from './observe/journal-watch.js';
import type { Graph, InjectedFault, Observations } from './observe/observations.js';
import { paidCallsOf } from './observe/town-calls.js';
import { steadyNow } from './observe/steady-clock.js';
import { deploy, type PlannedFault } from './schedule.js';
import type { ChaosSystem } from './system/chaos-system.js';
import { waitUntil } from '../stack/wait-until.js';
import { measureBacklog } from './workload/backlog.js';
import { TIMES } from './workload/config.js';
import { SyntheticDriver } from './workload/driver.js';
import { sampleRegion, scoutRegion } from './workload/scouting.js';
import type { SyntheticStores } from './workload/synthetic.js';
import { PREFIX } from './workload/synthetic.js';
import type { Till } from './workload/till.js';
import { JOBS_PER_WORKER } from './workload/workflows.js';

export interface Disturbance {
  readonly system: ChaosSystem;
  readonly synthetic: SyntheticStores;
  readonly till: Till;
  readonly faults: readonly PlannedFault[];
  readonly seed: number;
  /** Null when no full runs go on. */
  readonly undisturbed: Graph | null;
  /** Within this time after the last fault everything has to have ended. */
  readonly restMs: number;
  readonly told: (fault: InjectedFault, since: number) => void;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Disturbs a working system with all faults, lets it come to rest, and returns what was seen. */
export async function disturb(plan: Disturbance): Promise<Observations> {
  const { system, synthetic, till, faults, say, signal } = plan;
  const scoutPool = new pg.Pool({ connectionString: system.stores.postgres, max: 4, connectionTimeoutMillis: 5_000 });
  // Postgres is restarted on purpose; the query that finds out rejects by itself.
  scoutPool.on('error', () => undefined);
  scoutPool.on('connect', (client) => client.on('error', () => undefined));
  const watches = {
    synthetic: new JournalWatch('synthetic', synthetic.pool),
    scout: new JournalWatch('scout', scoutPool),
  };
  const watched = plan.undisturbed ? [watches.synthetic, watches.scout] : [watches.synthetic];
  const driver = new SyntheticDriver(synthetic.client, plan.seed + 1, signal);
  try {
    for (const watch of watched) watch.start();
    driver.start();
    const scouting = new Scouting(plan, watches.scout);
    const scouted = plan.undisturbed ? scouting.work() : Promise.resolve();
    scouted.catch(() => undefined);
    const target: Target = { system, synthetic: synthetic.pool, redis: synthetic.redis, prefix: PREFIX };
    const since = steadyNow();
    const storm = await injectAll(faults, target, (fault) => plan.told(fault, since), signal);
    say(`${storm.length} faults are over; a deploy of the synthetic workers`);
    const rollout = deploy(system.workers.synthetic.length, storm.length);
    const injected = [...storm, ...(await injectAll(rollout, target, ({ detail }) => say(detail), signal))];
    say(`waiting for ${driver.started} synthetic runs and the full run to end`);
    const deadline = performance.now() + plan.restMs;
    scouting.isLast = true;
    await driver.stop();
    for (const problem of driver.givenUp) say(`a client gave up: ${problem}`);
    const remainingMs = (): number => Math.max(1_000, deadline - performance.now());
    await within(remainingMs(), scouted).catch((error: unknown) => {
      signal.throwIfAborted();
      say(`the full run did not end: ${error instanceof Error ? error.message : String(error)}`);
    });
    for (const pool of plan.undisturbed ? [synthetic.pool, scoutPool] : [synthetic.pool])
      await waitUntil('the end of all runs', () => nothingOpen(pool), { withinMs: remainingMs(), everyMs: 500 }).catch(
        (error: unknown) => say(String(error)),
      );
    const databases = await Promise.all(watched.map((watch) => watch.finish()));
    const { rows: counted } = await synthetic.pool.query<{ runId: string; step: string }>(
      'SELECT run_id AS "runId", step FROM counted',
    );
    const { rows: wakes } = await synthetic.pool.query<{ runId: string; until: number; wokeAt: number }>(
      `SELECT run_id AS "runId", (extract(epoch FROM until) * 1000)::float8 AS until, (extract(epoch FROM at) * 1000)::float8 AS "wokeAt" FROM woke`,
    );
    const { undisturbed } = plan;
    const { first, last } = scouting;
    const graphs = undisturbed && first ? { undisturbed, disturbed: first, later: last ?? first } : null;
    // For who looks into it afterwards.
    writeFileSync(join(system.folder, 'graphs.json'), JSON.stringify(graphs, null, 1));
    return {
      databases,
      effects: readEffects(effectLogOf(system)),
      charges: till.charges,
      counted,
      wakes,
      starts: driver.starts,
      approvals: driver.approvals,
      faults: injected,
      backlog: await measureBacklog(synthetic.client, synthetic.pool, synthetic.redis),
      paidCalls: undisturbed ? await paidCallsOf(system.town) : [],
      graphs,
      jobsPerWorker: JOBS_PER_WORKER,
      trustMs: Math.min(TIMES.leaseMs, TIMES.lockMs) / 2,
    };
  } finally {
    await driver.stop();
    await Promise.all(watched.map((watch) => watch.stop()));
    await scoutPool.end();
  }
}

/** The effect log of a system's synthetic workers. */
export function effectLogOf({ folder }: ChaosSystem): string {
  return join(folder, 'effects.ndjson');
}

/** Full runs of the sample town, one after the other. */
class Scouting {
  /** The region's graph as the first run left it. */
  first: Graph | null = null;
  /** And the last. */
  last: Graph | null = null;
  /** Set when no further run should begin. */
  isLast = false;

  constructor(
    private readonly plan: Disturbance,
    private readonly watch: JournalWatch,
  ) {}

  async work(): Promise<void> {
    const { system, say, signal } = this.plan;
    const { query, slug } = await sampleRegion(system.town);
    for (let n = 1; n === 1 || !this.isLast; n += 1) {
      const run = await scoutRegion(system, query, `disturbed-${n}`, {
        signal,
        retried: (runId) => this.watch.retried.add(runId),
        told: say,
      });
      say(
        `full run ${n}: ${run.status} after ${(run.elapsedMs / 1000).toFixed(0)} s, told to go on ${run.retries} time(s)`,
      );
      if (n === 1 && run.status === 'COMPLETED') this.first = await this.read(slug);
    }
    this.last = await this.read(slug);
  }

  /** Neo4j may be away just now. */
  private async read(slug: string): Promise<Graph> {
    let graph: Graph | undefined;
    await waitUntil(
      'Neo4j telling the graph',
      async () => ((graph = await graphOf(this.plan.system.stores, slug)), true),
      { withinMs: 120_000 },
    );
    if (!graph) throw new Error('unreachable: the graph was read');
    return graph;
  }
}

async function nothingOpen(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM durable.run WHERE kind <> 'backlog' AND status IN ('queued','running','suspended','paused','cancelling') LIMIT 1`,
  );
  return rowCount === 0;
}

/** What `work` resolves to; rejects when that takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const timeout = delay(ms, undefined, { signal: late.signal }).then(() => {
    throw new Error(`not within ${Math.round(ms / 1000)} s`);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    late.abort();
    timeout.catch(() => undefined);
  }
}
