import type { Source } from '#graph';
import { scheduleSources } from '../../domain/index.js';

export interface ReadingPlan {
  /** Sources of problems (tension, mixed), read first. */
  readonly problems: readonly Source[];
  /** Sources of responses, read when the problems are known. */
  readonly responses: readonly Source[];
}

/**
 * What a run reads: due sources, exploration, query tiers; pinned ones in any case. Those found for responses wait for Phase B.
 * Same sources, pins and seed (the run's key) → same plan.
 */
export function planReading(
  sources: readonly Source[],
  pinnedIds: ReadonlySet<string>,
  now: Date,
  seed: string,
): ReadingPlan {
  const pinned = sources.filter((source) => source.active && pinnedIds.has(source.id));
  const scheduled = scheduleSources(
    sources.filter((source) => !pinnedIds.has(source.id)),
    now,
    seed,
  );
  const chosen = [...pinned, ...scheduled];
  return {
    problems: chosen.filter((source) => source.role !== 'response'),
    responses: chosen.filter((source) => source.role === 'response'),
  };
}
