import { sequence, whole } from './random.js';
import type { FaultKind, PlannedFault } from './schedule.js';

/** What happens besides the kills: every store goes away once, and Redis forgets everything twice. */
const STORES: readonly FaultKind[] = [
  'redis-flush',
  'postgres-restart',
  'neo4j-restart',
  'redis-restart',
  'redis-flush',
];
/** How long the storm lasts. */
export const KILL_STORM_MS = 3 * 60_000;

/**
 * Workers of the scout killed at random moments for three minutes, and each store restarted in between: the outages that an operator meets,
 * without the malice of the other faults. Pure: the same seed gives the same storm. `faults`: kills and outages together.
 */
export function killStorm(plan: {
  readonly faults: number;
  readonly seed: number;
  readonly workers: number;
}): PlannedFault[] {
  const random = sequence(plan.seed);
  const drawn = (kind: FaultKind, atMs: number): Omit<PlannedFault, 'n'> => ({
    kind,
    atMs: Math.round(atMs),
    group: 'scout',
    worker: whole(random, 0, plan.workers - 1),
    durationMs: 0,
    store: 'postgres',
    provider: '',
    failure: 'failing',
    rude: random() < 0.5,
    skewMs: 0,
  });
  const kills = Array.from({ length: Math.max(0, plan.faults - STORES.length) }, () =>
    drawn('kill', random() * KILL_STORM_MS),
  );
  const gapMs = KILL_STORM_MS / STORES.length;
  const outages = STORES.map((kind, index) => drawn(kind, (index + random()) * gapMs));
  return [...kills, ...outages].sort((a, b) => a.atMs - b.atMs).map((fault, index) => ({ n: index + 1, ...fault }));
}
