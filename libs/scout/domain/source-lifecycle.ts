interface Living {
  readonly kind: 'page' | 'feed' | 'calendar' | 'query' | 'social';
  readonly discoveryMethod: string;
  readonly consecutiveEmptyRuns: number;
  readonly scrapeCount: number;
  readonly signalsProduced: number;
}

const EMPTY_RUNS_LIMIT = 10;
const QUERY_EMPTY_RUNS_LIMIT = 5;
const QUERY_LEAST_SCRAPES = 3;
const KEPT_METHODS = new Set(['curated', 'human_submission']);

/** Why a source should be read no more, or null. What people gave is never deactivated; a failed fetch is no empty run (the caller does not count it). */
export function deactivationReason(source: Living): string | null {
  if (KEPT_METHODS.has(source.discoveryMethod)) return null;
  if (source.consecutiveEmptyRuns >= EMPTY_RUNS_LIMIT) return `${String(EMPTY_RUNS_LIMIT)} runs in a row gave nothing`;
  const fruitlessQuery =
    source.kind === 'query' &&
    source.consecutiveEmptyRuns >= QUERY_EMPTY_RUNS_LIMIT &&
    source.scrapeCount >= QUERY_LEAST_SCRAPES &&
    source.signalsProduced === 0;
  return fruitlessQuery ? `a query that gave nothing ${String(QUERY_EMPTY_RUNS_LIMIT)} times` : null;
}
