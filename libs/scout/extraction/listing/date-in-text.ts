import type * as chrono from 'chrono-node';
import { offsetMinutes, zonedIso } from '../../domain/index.js';
import { asDigits, dateReader } from './date-parsers.js';

export interface DateContext {
  readonly at: Date;
  readonly timeZone: string;
}
export interface ResolvedDate {
  /** ISO with the zone's offset; midnight when no time of day is given. */
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly hasTime: boolean;
  readonly hasYear: boolean;
  /** Where in the text, and the words themselves. */
  readonly index: number;
  readonly text: string;
}

/** The zone-free components of a chrono result as ISO in the zone. */
function isoOf(components: chrono.ParsedComponents, timeZone: string): string | null {
  const get = (part: 'year' | 'month' | 'day' | 'hour' | 'minute'): number => components.get(part) ?? 0;
  const timed = components.isCertain('hour');
  return zonedIso(
    {
      year: get('year'),
      month: get('month'),
      day: get('day'),
      hour: timed ? get('hour') : 0,
      minute: timed ? get('minute') : 0,
    },
    timeZone,
  );
}

/** What people type for times and chrono does not read: `3:pm`, `3:oo pm`, `7 p.m`, `noon` after a date. */
export const tidyTimes = (text: string): string =>
  text
    .replace(/(\d):\s*([ap])\.?\s?m\b\.?/gi, '$1 $2m')
    .replace(/(\d):oo\b/gi, '$1:00')
    .replace(/\b([ap])\.\s?m\.?/gi, '$1m');

/** The dates in a text that name at least a day, in order; relative ones from `at` as seen in the zone. */
export function datesIn(text: string, { at, timeZone }: DateContext): ResolvedDate[] {
  const reference = { instant: at, timezone: offsetMinutes(at, timeZone) };
  return dateReader.parse(text, reference).flatMap((result) => {
    const { start, end } = result;
    if (!start.isCertain('day') && !start.isCertain('weekday') && !/tomorrow|today|tonight/i.test(result.text))
      return [];
    const startsAt = isoOf(start, timeZone);
    if (startsAt === null) return [];
    return [
      {
        startsAt,
        endsAt: end === null || end === undefined ? null : isoOf(end, timeZone),
        hasTime: start.isCertain('hour'),
        hasYear: start.isCertain('year'),
        index: result.index,
        text: result.text,
      },
    ];
  });
}

/** The first date in a text, or null. */
export const resolveDate = (text: string, context: DateContext): ResolvedDate | null =>
  datesIn(asDigits(tidyTimes(text)), context)[0] ?? null;
