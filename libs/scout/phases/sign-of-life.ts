import type { RegionScoutRunRepository } from '#graph';
import { regionOf, type HookRun } from './runner.js';

/** How often one process says of one run that it lives: far more often than a region waits before it lets a silent run go. */
const EVERY_MS = 15_000;

/**
 * Keeps the region for a run while a worker is at any part of it. All parts in a process say it together: each sign of life locks the region,
 * and dozens of sources that read at once would hold up what they write.
 */
export function signOfLife(
  regionRuns: Pick<RegionScoutRunRepository, 'heartbeat'>,
  now: () => number = () => performance.now(),
): (run: HookRun) => Promise<void> {
  const saidAt = new Map<string, number>();
  return async (run) => {
    const at = now();
    for (const [rootId, last] of saidAt) if (at - last >= EVERY_MS) saidAt.delete(rootId);
    if (saidAt.has(run.rootId)) return;
    saidAt.set(run.rootId, at);
    try {
      // A region that was reset is not ours to revive: the conditional write then changes nothing, and the run is fenced elsewhere.
      await regionRuns.heartbeat(regionOf(run), run.rootId);
    } catch (error) {
      saidAt.delete(run.rootId);
      throw error;
    }
  };
}
