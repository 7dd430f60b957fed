import { randomUUID } from 'node:crypto';
import type { RunId, RunRecord } from '#durable';
import { RegionRepository, RegionScoutRunRepository, SignalRepository, type RegionScope } from '#graph';
import { createAlways, draft } from '../../../graph/testing/signal-drafts.js';
import { completeStatus } from '../../phases/registry.js';
import { openStoresLab, type StoresLab } from '../../stores/testing/stores-lab.js';
import { Gates } from '../gates.js';
import { Investigations } from '../investigations.js';
import { OncePerKey } from '../once-per-key.js';
import type { ScoutOutcome } from '../outcome.js';
import { RegionLookup } from '../region-lookup.js';
import { RegionTurns } from '../region-turns.js';
import { RunForks, type RunForksParts } from '../run-forks.js';
import { RunSteering } from '../run-steering.js';
import { ScoutRuns, type ScoutRunsParts } from '../scout-runs.js';
import { StartChecks } from '../start-checks.js';
import { StartRequests } from '../start-requests.js';

/** Everything that steers runs, on real stores and without a worker; and runs in the states that a worker would leave. */
export interface SteeringLab extends StoresLab {
  readonly regionRuns: RegionScoutRunRepository;
  readonly parts: ScoutRunsParts;
  readonly runs: ScoutRuns;
  readonly steering: RunSteering;
  readonly forkParts: RunForksParts;
  readonly forks: RunForks;
  readonly gates: Gates;
  readonly investigations: Investigations;
  /** A region of its own. */
  region(): Promise<RegionScope>;
  /** Starts a full run. */
  start(query: string, startAt?: Date): Promise<ScoutOutcome>;
  /** Puts a signal into a region; its id. */
  signalIn(slug: string, title?: string): Promise<string>;
  /** Starts the investigation of a signal of the region. */
  investigate(slug: string, title?: string): Promise<RunId>;
  /** Two steps, `search` with an input and `plain` without, in the journal of one phase. */
  journal(id: RunId, phase: string): Promise<void>;
  /** A completed full run with such steps. */
  finished(slug: string, phase: string): Promise<RunId>;
  /** A full run that failed. */
  failed(slug: string): Promise<RunId>;
  /** A full run that has just been stopped, and still holds its region. */
  stopped(slug: string): Promise<RunRecord>;
}

/** Id of the run that an outcome is about. Throws when it was refused. */
export function idOf(outcome: ScoutOutcome): RunId {
  if (!outcome.success || outcome.run === null) throw new Error(`refused: ${outcome.message}`);
  return outcome.run.id;
}

/** Opens the lab; close it when done. */
export async function openSteeringLab(): Promise<SteeringLab> {
  const lab = await openStoresLab();
  const { durable, stores } = lab;
  const { graph, pool } = stores;
  const regionRuns = new RegionScoutRunRepository(graph);
  const regions = new RegionRepository(graph);
  const signals = new SignalRepository(graph);
  const budget = { status: () => Promise.resolve({ spentMicroUsd: 0, reservedMicroUsd: 0, limitMicroUsd: 0 }) };
  const base = { budget, mode: 'town' as const, has: { llm: true, search: true } };
  const clock = () => new Date();
  const checks = new StartChecks(base);
  const lookup = new RegionLookup(regions, { geocode: () => Promise.resolve(null) });
  const parts: ScoutRunsParts = { ...base, lookup, regionRuns, durable, pool, clock };
  const runs = new ScoutRuns(parts);
  const steering = new RunSteering(durable, regionRuns);
  const forkParts: RunForksParts = { durable, regionRuns, turns: new RegionTurns(pool), checks, clock };
  const once = new OncePerKey(new StartRequests(pool), durable);
  const investigations = new Investigations({ durable, signals, regions, checks, once, pool, clock });

  const start = (query: string, startAt?: Date) => runs.start({ query, kind: 'full', startAt, actor: 'test' });
  const signalIn = async (slug: string, title = 'Free meals'): Promise<string> => {
    const [stored] = await signals.store(slug, [draft({ title })], createAlways);
    return stored?.id ?? '';
  };
  const journal = async (id: RunId, phase: string): Promise<void> => {
    await pool.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, input, input_hash, output, started_at)
       VALUES ($1, 'search', 1, 'search', 1, gen_random_uuid(), 'ok', '{"query":"a"}', 'hash', '"found"', now()),
              ($1, 'plain', 2, 'plain', 1, gen_random_uuid(), 'ok', NULL, NULL, '1', now())`,
      [`${id}-${phase}`],
    );
  };
  const end = (id: RunId, status: 'completed' | 'failed') =>
    pool.query(
      `UPDATE durable.run SET status = $2, is_head = false, started_at = now(), finished_at = now(), settled_at = now(), output = '{}'
        WHERE root_id = $1`,
      [id, status],
    );

  return {
    ...lab,
    regionRuns,
    parts,
    runs,
    steering,
    forkParts,
    forks: new RunForks(forkParts),
    gates: new Gates(pool, durable),
    investigations,
    region: () => {
      const slug = `steer-${randomUUID().slice(0, 8)}-tx`;
      const center = { latitude: 30, longitude: -97 };
      return regions.upsert({ slug, name: slug, center, radiusKm: 10, timeZone: 'America/Chicago', geoTerms: [slug] });
    },
    start,
    signalIn,
    investigate: async (slug, title) =>
      idOf(await investigations.start({ signalId: await signalIn(slug, title), actor: 'ada' })),
    journal,
    finished: async (slug, phase) => {
      const id = idOf(await start(slug));
      await journal(id, phase);
      await end(id, 'completed');
      await regionRuns.complete(slug, { runId: id, to: completeStatus('supervisor'), release: true });
      return id;
    },
    failed: async (slug) => {
      const id = idOf(await start(slug));
      await end(id, 'failed');
      await regionRuns.fail(slug, { runId: id, to: 'idle', lastError: 'gone wrong', failedPhase: 'bootstrap' });
      return id;
    },
    stopped: async (slug) => {
      const id = idOf(await start(slug));
      return durable.cancel(id, { kill: true });
    },
  };
}
