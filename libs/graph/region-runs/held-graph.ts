import type { GraphDatabase } from '../database/graph-database.js';

/** The run that may write to a region. */
export interface RegionHolder {
  readonly region: string;
  /** The root run's id, as `RegionScoutRun` holds it. */
  readonly runId: string;
  /** It may also write while nobody holds the region: an investigation takes no hold, and gives way to a run that does. */
  readonly orFree?: boolean;
}

/**
 * Who holds the region. Locks the hold until the transaction ends: a reset, or a run that takes the region meanwhile, waits and
 * finds what was written.
 */
export const LOCK_HOLD = `
MATCH (r:RegionScoutRun {region: $region})
SET r.checked_at = datetime()
RETURN r.run_id AS holder`;

/**
 * The graph as a run may write to it: every write transaction first makes sure that the run still holds its region, and is
 * rolled back with the error of `lost` when it does not. Reads are free.
 * @param lost makes that error; it is told who holds the region now (null: nobody)
 */
export function graphHeldBy(
  db: GraphDatabase,
  { region, runId, orFree = false }: RegionHolder,
  lost: (holder: string | null) => Error,
): GraphDatabase {
  return db.inTurn(region, async (tx) => {
    const [row] = await tx.run<{ holder: string | null }>(LOCK_HOLD, { region });
    const holder = row?.holder ?? null;
    if (holder !== runId && !(orFree && holder === null)) throw lost(holder);
  });
}
