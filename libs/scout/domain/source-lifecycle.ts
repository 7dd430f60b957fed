interface Living {
  readonly kind: 'page' | 'feed' | 'calendar' | 'query' | 'social';
  readonly discoveryMethod: string;
  readonly consecutiveEmptyRuns: number;
  readonly scrapeCount: number;
  readonly signalsProduced: number;
}

interface Failing {
  readonly kind: Living['kind'];
  readonly failureCount: number;
  readonly lastFailure: string | null;
  readonly consecutiveEmptyRuns: number;
  readonly signalsProduced: number;
}

const FAILURES_TOLD = 3;
const EMPTY_RUNS_TOLD = 2;
/** Kinds that show what is on, so that showing nothing is a failure; queries and accounts may have nothing new. */
const SHOWS_WHAT_IS_ON = new Set<Living['kind']>(['page', 'calendar']);
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

/** Why somebody should look at a source, or null: it could not be read three times in a row, or shows nothing any more though it used to. */
export function failingReason(source: Failing): string | null {
  if (source.failureCount >= FAILURES_TOLD)
    return `could not be read ${String(source.failureCount)} times in a row: ${source.lastFailure ?? 'no reason given'}`;
  const driedUp =
    SHOWS_WHAT_IS_ON.has(source.kind) && source.signalsProduced > 0 && source.consecutiveEmptyRuns >= EMPTY_RUNS_TOLD;
  return driedUp
    ? `gave ${String(source.signalsProduced)} signals before, and nothing in its last ${String(source.consecutiveEmptyRuns)} readings`
    : null;
}
