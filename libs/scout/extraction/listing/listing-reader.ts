import type { Line } from '../html/lines.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';

export interface ListingContext extends ReadingContext {
  readonly pageTitle: string | null;
}

/** Gatherings of a page that lists dated items. */
export function listedGatherings(lines: readonly Line[], context: ListingContext): FoundSignal[] {
  void lines;
  void context;
  return [];
}
