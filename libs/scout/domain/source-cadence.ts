import { daysBetween } from './day.js';

interface Paced {
  readonly kind: 'page' | 'feed' | 'calendar' | 'query' | 'social';
  readonly discoveryMethod: string;
  readonly weight: number;
  readonly cadenceHours: number | null;
  readonly consecutiveEmptyRuns: number;
  readonly lastScraped: string | null;
  readonly failureCount: number;
  readonly lastAttempted: string | null;
  readonly retryAt: string | null;
}

const CADENCE_BY_WEIGHT = [
  { above: 0.8, hours: 6 },
  { above: 0.5, hours: 24 },
  { above: 0.2, hours: 72 },
] as const;
const SLOWEST_HOURS = 168;
const QUERY_BACK_OFF = [1, 1, 2, 4, 8] as const;
/** Times the cadence that a source waits after so many failures in a row: the first two are tried again by the next run. */
const FAILURE_BACK_OFF = [0, 0, 0, 1, 2, 4, 8] as const;
const LONGEST_BACK_OFF_HOURS = 14 * 24;
const DORMANT_AFTER = 5;
const SPECULATIVE_DORMANT_AFTER = 3;
const SPECULATIVE_METHODS = new Set(['signal_expansion', 'gap_analysis', 'hashtag', 'social_graph']);

/** Hours between two scrapes of a source of this weight. */
export const cadenceHours = (weight: number): number =>
  CADENCE_BY_WEIGHT.find((row) => weight > row.above)?.hours ?? SLOWEST_HOURS;

/** A query that kept finding nothing: read only in the cold tier from now on. */
export function isDormant(source: Pick<Paced, 'kind' | 'discoveryMethod' | 'consecutiveEmptyRuns'>): boolean {
  if (source.kind !== 'query') return false;
  return (
    source.consecutiveEmptyRuns >=
    (SPECULATIVE_METHODS.has(source.discoveryMethod) ? SPECULATIVE_DORMANT_AFTER : DORMANT_AFTER)
  );
}

/** Hours until a source may be read again, back-off of empty queries included. A cadence set on the source wins over its weight's. */
export function effectiveCadenceHours(source: Paced): number {
  const base = source.cadenceHours ?? cadenceHours(source.weight);
  if (source.kind !== 'query') return base;
  return base * (QUERY_BACK_OFF[Math.min(source.consecutiveEmptyRuns, QUERY_BACK_OFF.length - 1)] ?? 1);
}

/** Hours that a failing source waits since its last attempt, at most two weeks; 0 while it may be a passing fault. */
export function failureBackOffHours(source: Paced): number {
  const factor = FAILURE_BACK_OFF[Math.min(source.failureCount, FAILURE_BACK_OFF.length - 1)] ?? 0;
  return Math.min(LONGEST_BACK_OFF_HOURS, factor * effectiveCadenceHours(source));
}

/** Whether a source may be asked at `now`: it did not say "later", and its failures are long enough ago. */
export function mayBeAsked(source: Paced, now: Date): boolean {
  if (source.retryAt !== null && new Date(source.retryAt) > now) return false;
  const wait = failureBackOffHours(source);
  return wait === 0 || source.lastAttempted === null || daysBetween(source.lastAttempted, now) * 24 >= wait;
}

/** Whether a source is due at `now`. One never read is due as soon as it may be asked. */
export function isDue(source: Paced, now: Date): boolean {
  if (!mayBeAsked(source, now)) return false;
  return source.lastScraped === null || daysBetween(source.lastScraped, now) * 24 >= effectiveCadenceHours(source);
}
