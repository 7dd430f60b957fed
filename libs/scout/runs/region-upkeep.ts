import type { Pool } from 'pg';
import type { RegionScoutRunRepository } from '#graph';

/** Those of some runs that are not over. $1 ids. */
const OPEN_RUNS = `
  SELECT id FROM durable.run WHERE id = ANY($1) AND status IN ('queued', 'running', 'suspended', 'paused', 'cancelling')`;

/**
 * Keeps regions for the runs that hold them. Only a run that is being worked on gives signs of life by itself; one that is paused, waits for
 * people or for its turn is as alive, and the journal knows.
 */
export class RegionUpkeep {
  constructor(
    private readonly regionRuns: RegionScoutRunRepository,
    private readonly pool: Pool,
  ) {}

  /** Gives a sign of life for every region whose run is open in the journal; returns how many. */
  async keepOpenRuns(): Promise<number> {
    const held = (await this.regionRuns.list()).flatMap(({ region, runId }) =>
      runId === null ? [] : [{ region, runId }],
    );
    if (held.length === 0) return 0;
    const { rows } = await this.pool.query<{ id: string }>(OPEN_RUNS, [held.map(({ runId }) => runId)]);
    const open = new Set(rows.map(({ id }) => id));
    const kept = await Promise.all(
      held.filter(({ runId }) => open.has(runId)).map(({ region, runId }) => this.regionRuns.heartbeat(region, runId)),
    );
    return kept.filter(Boolean).length;
  }

  /** The same, and then lets go of the regions whose run has given no sign of life for too long; returns these. */
  async tidy(): Promise<string[]> {
    await this.keepOpenRuns();
    return this.regionRuns.resetStale();
  }
}
