const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 24 * MS_PER_HOUR;

/** The calendar day of an ISO time in its own offset, `2026-01-31`. */
export const dayOf = (iso: string): string => iso.slice(0, 10);

/** True when an ISO text gives a time of day; local midnight stands for a date without one. */
export const hasTimeOfDay = (iso: string): boolean =>
  /T\d{2}:\d{2}/.test(iso) && !/T00:00(?::00)?(?:\.0+)?(?:Z|[+-]|$)/.test(iso);

/** Two times on one calendar day; when their offsets differ, the instants must be under 12 hours apart. */
export function sameDay(a: string, b: string): boolean {
  if (dayOf(a) === dayOf(b)) return true;
  const offset = (iso: string): string => /(Z|[+-]\d{2}:?\d{2})$/.exec(iso)?.[1] ?? '';
  if (offset(a) === offset(b) || !hasTimeOfDay(a) || !hasTimeOfDay(b)) return false;
  return Math.abs(Date.parse(a) - Date.parse(b)) < 12 * MS_PER_HOUR;
}

/** Hours between two times; 0 when either has no time of day. */
export function hoursApart(a: string, b: string): number {
  if (!hasTimeOfDay(a) || !hasTimeOfDay(b)) return 0;
  return Math.abs(Date.parse(a) - Date.parse(b)) / MS_PER_HOUR;
}

/** Whole and part days from `then` to `now`; negative for the future. */
export const daysBetween = (then: string | Date, now: string | Date): number =>
  (new Date(now).getTime() - new Date(then).getTime()) / MS_PER_DAY;
