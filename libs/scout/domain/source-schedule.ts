import { daysBetween } from './day.js';
import { sample, seededRandom } from './seeded-random.js';
import { isDormant, isDue, mayBeAsked } from './source-cadence.js';

interface Schedulable {
  readonly id: string;
  readonly canonicalKey: string;
  readonly kind: 'page' | 'feed' | 'calendar' | 'query' | 'social';
  readonly role: 'tension' | 'response' | 'mixed';
  readonly discoveryMethod: string;
  readonly weight: number;
  readonly cadenceHours: number | null;
  readonly consecutiveEmptyRuns: number;
  readonly lastScraped: string | null;
  readonly failureCount: number;
  readonly lastAttempted: string | null;
  readonly retryAt: string | null;
  readonly active: boolean;
  readonly gapContext?: { readonly tensionId?: string; readonly heat?: number } | null;
}

export const MAX_QUERIES_PER_RUN = 50;
const HOT_SHARE = 0.6;
const WARM_SHARE = 0.25;
const MAX_QUERIES_PER_TENSION = 3;
const EXPLORATION_SHARE = 0.1;
const EXPLORED_BELOW_WEIGHT = 0.3;
const EXPLORED_AFTER_DAYS = 5;

const byWeight = <T extends Schedulable>(a: T, b: T): number =>
  b.weight - a.weight || a.canonicalKey.localeCompare(b.canonicalKey);
const heated = (source: Schedulable): number => source.weight * (1 + (source.gapContext?.heat ?? 0));

/** Due pages, feeds, calendars and accounts, best first, and a tenth more (at least one) from light ones not read for 5 days. */
function scheduledReading<T extends Schedulable>(sources: readonly T[], now: Date, random: () => number): T[] {
  const due = sources.filter((source) => isDue(source, now)).toSorted(byWeight);
  const stale = sources.filter(
    (source) =>
      !due.includes(source) &&
      mayBeAsked(source, now) &&
      source.weight < EXPLORED_BELOW_WEIGHT &&
      source.lastScraped !== null &&
      daysBetween(source.lastScraped, now) > EXPLORED_AFTER_DAYS,
  );
  return [...due, ...sample(stale.toSorted(byWeight), Math.max(1, Math.round(due.length * EXPLORATION_SHARE)), random)];
}

/** ≤ 50 queries: 60 % hot (at most 3 per tension), 25 % warm at random, 15 % cold (never asked, or dormant). */
function scheduledQueries<T extends Schedulable>(
  queries: readonly T[],
  now: Date,
  random: () => number,
  limit: number,
): T[] {
  const ready = queries
    .filter((query) => isDue(query, now))
    .toSorted((a, b) => heated(b) - heated(a) || byWeight(a, b));
  if (ready.length <= limit) return ready;
  const isCold = (query: T): boolean => query.lastScraped === null || isDormant(query);
  const perTension = new Map<string, number>();
  const hot: T[] = [];
  for (const query of ready) {
    if (hot.length >= Math.round(limit * HOT_SHARE)) break;
    if (isDormant(query)) continue;
    const tension = query.gapContext?.tensionId;
    const used = tension === undefined ? 0 : (perTension.get(tension) ?? 0);
    if (used >= MAX_QUERIES_PER_TENSION) continue;
    if (tension !== undefined) perTension.set(tension, used + 1);
    hot.push(query);
  }
  const chosen = new Set(hot);
  const take = (pool: readonly T[], count: number): void => {
    for (const query of sample(
      pool.filter((candidate) => !chosen.has(candidate)),
      count,
      random,
    ))
      chosen.add(query);
  };
  take(
    ready.filter((query) => !isCold(query)),
    Math.round(limit * WARM_SHARE),
  );
  take(ready.filter(isCold), limit - hot.length - Math.round(limit * WARM_SHARE));
  take(ready, limit - chosen.size);
  return [...chosen];
}

/**
 * What a run reads at `now`: a stable choice for the same sources and seed (the run's key).
 * Inactive sources are never read.
 */
export function scheduleSources<T extends Schedulable>(
  sources: readonly T[],
  now: Date,
  seed: string,
  limits: { readonly queries?: number } = {},
): T[] {
  const random = seededRandom(seed);
  const active = sources
    .filter((source) => source.active)
    .toSorted((a, b) => a.canonicalKey.localeCompare(b.canonicalKey));
  return [
    ...scheduledReading(
      active.filter((source) => source.kind !== 'query'),
      now,
      random,
    ),
    ...scheduledQueries(
      active.filter((source) => source.kind === 'query'),
      now,
      random,
      limits.queries ?? MAX_QUERIES_PER_RUN,
    ),
  ];
}
