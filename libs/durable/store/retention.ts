import * as sql from '../statements/retention.js';
import type { Database } from './database.js';

/** Trees at once: readers of events wait for a transaction that writes. */
const BATCH = 10;

/**
 * Deletes runs that ended longer ago than `olderThanMs`, with their journals, events and unused blobs. A tree goes as a whole, and only when nothing
 * of it is open, needs attention or has an end whose report was tried and is owed. Returns how many runs were deleted.
 */
export async function removeEnded(database: Database, olderThanMs: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const batch = await database.transaction(async (run) => {
      const roots = await run<{ id: string }>(sql.expiredTrees, [olderThanMs, BATCH]);
      if (roots.length === 0) return null;
      const [row] = await run<{ runs: number }>(sql.deleteTrees, [roots.map(({ id }) => id)]);
      return row?.runs ?? 0;
    });
    if (batch === null) break;
    removed += batch;
  }
  await database.query(sql.deleteUnusedBlobs);
  return removed;
}
