import type { Arc } from '#graph';

export interface Candidate {
  readonly id: string;
  readonly cosine: number;
  readonly via: 'narrative' | 'causal';
  readonly arc: Arc;
}

const TOP = 5;
/** A cold situation comes back only for what is clearly its own. Above the usual threshold, starting value 0.60. */
const COLD_MARGIN = { narrative: 0.15, causal: 0.2 } as const;
/** A hot signal without a candidate may join a developing situation from this far below it. */
const HOT_MARGIN = 0.15;
export const HOT_SIGNAL = 0.5;

/** The lowest cosine that could matter for a signal: what to ask the graph for. */
export const lowestCosine = (threshold: number, heat: number): number =>
  heat >= HOT_SIGNAL ? threshold - HOT_MARGIN : threshold;

/**
 * Situations that a signal may belong to, nearest first, at most five: cosine ≥ 0.60 to story or cause; cold ones from 0.75
 * (story) or 0.80 (cause); a hot signal without any: developing ones from 0.45.
 */
export function selectCandidates(found: readonly Candidate[], heat: number, threshold: number): Candidate[] {
  const sorted = found.toSorted((a, b) => b.cosine - a.cosine || a.id.localeCompare(b.id));
  const near = sorted.filter(({ cosine, arc, via }) => cosine >= threshold + (arc === 'cold' ? COLD_MARGIN[via] : 0));
  if (near.length > 0 || heat < HOT_SIGNAL) return near.slice(0, TOP);
  return sorted.filter(({ cosine, arc }) => arc === 'developing' && cosine >= threshold - HOT_MARGIN).slice(0, TOP);
}
