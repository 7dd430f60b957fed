import { cosineFromScore } from './cosine.js';

/** What one search of the index gave: entries seen of all regions, the lowest score among them, entries kept. */
export interface SearchOutcome {
  readonly seen: number;
  readonly lowest: number;
  readonly kept: number;
}

const FIRST_K = 40;
const LAST_K = 2560;
const WIDEN = 4;

/**
 * The index holds all regions, so the k nearest may all belong to others. Searches again with a larger k, for those
 * queries alone whose k nearest were all above `minCosine` while fewer than `wanted` of them could be kept.
 */
export async function searchWider<Query>(
  queries: readonly Query[],
  minCosine: number,
  wanted: number,
  search: (queries: readonly Query[], k: number) => Promise<readonly SearchOutcome[]>,
): Promise<void> {
  let open = queries;
  for (let k = Math.max(FIRST_K, wanted); open.length > 0 && k <= LAST_K; k *= WIDEN) {
    const outcomes = await search(open, k);
    open = open.filter((_, i) => {
      const outcome = outcomes[i];
      return (
        outcome !== undefined &&
        outcome.seen >= k &&
        outcome.kept < wanted &&
        cosineFromScore(outcome.lowest) >= minCosine
      );
    });
  }
}
