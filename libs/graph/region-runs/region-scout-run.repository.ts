import type { GraphDatabase } from '../database/graph-database.js';
import type { RegionScoutRun } from '../model.js';
import {
  ALL_RUNS,
  COMPLETE,
  FAIL,
  HEARTBEAT,
  RESET,
  RESET_ALL_STALE,
  RESET_IF_STALE,
  RUN_OF_REGION,
  TRANSITION,
} from './region-scout-run.statements.js';

/** A `running_*` without a heartbeat for this long is over (architecture.md, RegionScoutRun). */
export const STALE_AFTER_MS = 30 * 60_000;

export interface TransitionRequest {
  /** Statuses the region may be in. */
  readonly allowedFrom: readonly string[];
  /** `running_<phase>`. */
  readonly to: string;
  /** The run that takes (or already holds) the region: the root run's id. */
  readonly runId: string;
  /**
   * Tells one taking of the region from another under the same id: of two starts in one second, or two retries of one run, the second must not find
   * itself in the hold of the first. Without it the run may take what it holds already.
   */
  readonly taking?: string;
}

interface RunRow {
  readonly run: RegionScoutRun;
}

/** One node per region: its status, and the lock that lets one run at a time work on it. */
export class RegionScoutRunRepository {
  private readonly now: () => Date;
  private readonly staleAfterMs: number;

  constructor(
    private readonly db: GraphDatabase,
    options: { readonly now?: () => Date; readonly staleAfterMs?: number } = {},
  ) {
    this.now = options.now ?? (() => new Date());
    this.staleAfterMs = options.staleAfterMs ?? STALE_AFTER_MS;
  }

  /**
   * Takes the region for a run, atomically: happens when its status is one of `allowedFrom` and no other run holds it.
   * `current` is the state afterwards: the run's own, or the one that stands in the way. A stale run is let go first.
   */
  async transition(
    region: string,
    request: TransitionRequest,
  ): Promise<{ readonly transitioned: boolean; readonly current: RegionScoutRun }> {
    return this.db.inTurn(region).inWriteTransaction(async (tx) => {
      await tx.run(RESET_IF_STALE, { region, ...this.times() });
      const rows = await tx.run<RunRow & { transitioned: boolean }>(TRANSITION, {
        region,
        taking: null,
        ...request,
        ...this.times(),
      });
      const row = rows[0];
      if (row === undefined) throw new Error(`The transition of region "${region}" returned no row: check the schema.`);
      return { transitioned: row.transitioned, current: row.run };
    });
  }

  /** Says that the run is alive; false when the region is no longer its own: stop working. */
  async heartbeat(region: string, runId: string): Promise<boolean> {
    return this.ifMine(HEARTBEAT, region, { runId });
  }

  /** Sets the status `to` when the run still holds the region (`release`: and lets it go); false when it lost it. */
  async complete(
    region: string,
    completion: { readonly runId: string; readonly to: string; readonly release: boolean },
  ): Promise<boolean> {
    return this.ifMine(COMPLETE, region, completion);
  }

  /** Records a failure and lets the region go when the run still holds it; false when it lost it. */
  async fail(
    region: string,
    failure: {
      readonly runId: string;
      /** What the predecessor of the failed phase left. */
      readonly to: string;
      readonly lastError: string | null;
      readonly failedPhase: string | null;
      /** Only of this taking: a later one may be by a run of the same id. */
      readonly taking?: string;
    },
  ): Promise<boolean> {
    return this.ifMine(FAIL, region, { taking: null, ...failure });
  }

  /** The region's state; `idle` when never scouted. A stale run is let go on this read. */
  async get(region: string): Promise<RegionScoutRun> {
    const rows = await this.db.read<RunRow & { stale: boolean | null }>(RUN_OF_REGION, { region, ...this.times() });
    const row = rows[0];
    if (row === undefined) return neverScouted(region);
    if (!row.stale) return row.run;
    const reset = await this.db.inTurn(region).write<RunRow>(RESET_IF_STALE, { region, ...this.times() });
    // Nothing was reset when a heartbeat came in between.
    return reset[0]?.run ?? row.run;
  }

  /** Sets the region to `idle`, whoever holds it: the old run's later writes change nothing. */
  async reset(region: string): Promise<RegionScoutRun> {
    const rows = await this.db.inTurn(region).write<RunRow>(RESET, { region, ...this.times() });
    return rows[0]?.run ?? neverScouted(region);
  }

  /** Lets all stale runs go; returns their regions. */
  async resetStale(): Promise<string[]> {
    const rows = await this.db.write<{ region: string }>(RESET_ALL_STALE, this.times());
    return rows.map((row) => row.region);
  }

  /** The state of all regions ever taken. Does not reset stale ones. */
  async list(): Promise<RegionScoutRun[]> {
    const rows = await this.db.read<RunRow>(ALL_RUNS);
    return rows.map((row) => row.run);
  }

  private async ifMine(statement: string, region: string, params: Readonly<Record<string, unknown>>): Promise<boolean> {
    const rows = await this.db.inTurn(region).write(statement, { region, ...params, ...this.times() });
    return rows.length > 0;
  }

  private times(): { now: string; staleBefore: string } {
    const now = this.now();
    return { now: now.toISOString(), staleBefore: new Date(now.getTime() - this.staleAfterMs).toISOString() };
  }
}

function neverScouted(region: string): RegionScoutRun {
  return { region, status: 'idle', runId: null, startedAt: null, updatedAt: null, lastError: null, failedPhase: null };
}
