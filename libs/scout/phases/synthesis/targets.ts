const MS_PER_DAY = 86_400_000;

/** How many of each the tasks of synthesis take on in one run (phases.md, 4). */
export const LIMITS = {
  linker: 10,
  linkerTurns: 8,
  responses: 5,
  responseTurns: 10,
  gatherings: 5,
  gatheringTurns: 10,
  investigations: 8,
  queriesPerInvestigation: 3,
  queriesPerRun: 15,
  foundPerTarget: 8,
  tensionsPerSignal: 3,
  futureQueries: 3,
  /** Targets due that are looked at in one run; those beyond the task's own limit wait `DEFER_DAYS`. */
  backlog: 1000,
} as const;

/**
 * What a run has no place for waits this long, instead of being paid for by the very next run: a second run of an unchanged
 * region is to be cheap. Something new is never held back.
 */
export const DEFER_DAYS = 7;

/** When what is put off by `days` is due. ISO. It says nothing about when somebody looked last. */
export const deferred = (now: Date, days: number): string => new Date(now.getTime() + days * MS_PER_DAY).toISOString();

const LINKER_ATTEMPTS = 3;
/** A failed attempt is tried again the next day, not by the next run a minute later. */
const TRY_AGAIN_DAYS = 1;

/** What the linker notes about a signal after trying: three failures and it is left alone (a coverage gap). */
export function linkerMark(
  outcome: 'linked' | 'not_curious' | 'failed',
  attemptsBefore: number,
  now: Date,
): { linkerStatus: 'done' | 'skipped' | 'failed' | 'abandoned'; linkerAttempts: number; linkerDueAt: string | null } {
  const linkerAttempts = attemptsBefore + 1;
  if (outcome === 'linked') return { linkerStatus: 'done', linkerAttempts, linkerDueAt: null };
  if (outcome === 'not_curious') return { linkerStatus: 'skipped', linkerAttempts, linkerDueAt: null };
  const linkerStatus = linkerAttempts >= LINKER_ATTEMPTS ? 'abandoned' : 'failed';
  return { linkerStatus, linkerAttempts, linkerDueAt: deferred(now, TRY_AGAIN_DAYS) };
}

const GATHERING_DAYS_BY_MISSES = [7, 14, 21, 30] as const;

/** When a tension is due for gatherings again: 7, 14, 21, then 30 days by misses in a row; a find starts over. */
export function gatheringMark(
  found: number,
  missesBefore: number,
  now: Date,
): { gatheringMisses: number; gatheringsDueAt: string } {
  const gatheringMisses = found > 0 ? 0 : missesBefore + 1;
  const days = GATHERING_DAYS_BY_MISSES[Math.min(gatheringMisses, GATHERING_DAYS_BY_MISSES.length - 1)] ?? 30;
  return { gatheringMisses, gatheringsDueAt: new Date(now.getTime() + days * MS_PER_DAY).toISOString() };
}
