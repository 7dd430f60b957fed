import { RRuleTemporal } from 'rrule-temporal';
import { instantInZone, isoWithOffset, isTimeZone } from './zoned-time.js';

/** Finer ones are no meetings, and cost much to walk through. */
const FREQUENCY = /(?:^|;)FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)/i;
const RULE_CHARACTERS = /^[\w=;,:+-]+$/;
/** A rule that never comes true (30 February) is given up after this many looks. */
const MOST_LOOKS = 5_000;

interface Repeating {
  /** RRULE value alone, `FREQ=WEEKLY;BYDAY=TU` (RFC 5545, 3.3.10). */
  readonly rrule: string;
  readonly startsAt: string | null;
  readonly timeZone: string | null;
}

/**
 * The first occurrence at or after `at`, ISO with the zone's offset; null when none is left. Wall-clock time holds across
 * changes of the clocks. Undefined when the rule, its start or its zone can't be read: then nothing is known.
 */
export function nextOccurrence({ rrule, startsAt, timeZone }: Repeating, at: Date): string | null | undefined {
  if (!FREQUENCY.test(rrule) || !RULE_CHARACTERS.test(rrule)) return undefined;
  if (startsAt === null || timeZone === null || !isTimeZone(timeZone)) return undefined;
  const start = isoWithOffset(startsAt, timeZone);
  if (start === null) return undefined;
  const wallClock = instantInZone(new Date(start), timeZone).slice(0, 19).replace(/[-:]/g, '');
  try {
    const rule = new RRuleTemporal({
      rruleString: `DTSTART;TZID=${timeZone}:${wallClock}\nRRULE:${rrule}`,
      maxIterations: MOST_LOOKS,
    });
    const next = rule.next(at, true);
    return next === null ? null : instantInZone(new Date(next.epochMilliseconds), timeZone);
  } catch {
    // The library refuses rules it can't read, and those that never come true.
    return undefined;
  }
}
