import ical, { ICalEventStatus } from 'ical-generator';
import { instantInZone, isTimeZone, nextOccurrence } from '#scout/domain';
import type { ExportedSignal } from './csv.js';

/** RRULE value and zone of a gathering whose rule can be read; null for one that takes place once. */
function recurrence({ rrule, startsAt, timeZone }: ExportedSignal['signal']) {
  if (rrule === null || startsAt === null || timeZone === null || !isTimeZone(timeZone)) return null;
  const readable = nextOccurrence({ rrule, startsAt, timeZone }, new Date(startsAt)) !== undefined;
  return readable ? { repeating: `RRULE:${rrule}`, timezone: timeZone, startsAt } : null;
}

/** Wall-clock time of a zone, as the calendar takes it. */
const wallClock = (time: string, timeZone: string): string => instantInZone(new Date(time), timeZone).slice(0, 19);

/** A calendar of the gatherings that have a start; cancelled ones are marked so, recurring ones carry their rule. */
export function signalsToIcs(rows: readonly ExportedSignal[], region: string): string {
  const calendar = ical({
    name: `Scout: ${region}`,
    prodId: { company: 'community-scout', product: 'scout', language: 'EN' },
  });
  for (const { signal, quote } of rows) {
    const series = signal.type === 'gathering' ? recurrence(signal) : null;
    const starts = series?.startsAt ?? signal.nextOccurrence ?? signal.startsAt;
    if (signal.type !== 'gathering' || starts === null) continue;
    const ends = series !== null || signal.nextOccurrence === null ? signal.endsAt : null;
    // "Every Tuesday at 18:30" is so by the clock on the wall; in UTC the evening would be another weekday.
    const time = (iso: string): string | Date => (series === null ? new Date(iso) : wallClock(iso, series.timezone));
    calendar.createEvent({
      id: signal.id,
      stamp: new Date(signal.lastConfirmedAt),
      start: time(starts),
      end: ends === null ? null : time(ends),
      ...(series === null ? {} : { timezone: series.timezone, repeating: series.repeating }),
      allDay: /^\d{4}-\d{2}-\d{2}$/.test(starts),
      summary: signal.title,
      description: [signal.summary, quote === null ? '' : `“${quote}”`, signal.sourceUrl].filter(Boolean).join('\n\n'),
      location: signal.locationName ?? null,
      url: signal.sourceUrl,
      status: signal.eventStatus === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
