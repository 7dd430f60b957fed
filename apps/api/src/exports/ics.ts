import ical, { ICalEventStatus } from 'ical-generator';
import type { ExportedSignal } from './csv.js';

/** A calendar of the gatherings that have a start; cancelled ones are marked so. */
export function signalsToIcs(rows: readonly ExportedSignal[], region: string): string {
  const calendar = ical({
    name: `Scout: ${region}`,
    prodId: { company: 'community-scout', product: 'scout', language: 'EN' },
  });
  for (const { signal, quote } of rows) {
    const starts = signal.nextOccurrence ?? signal.startsAt;
    if (signal.type !== 'gathering' || starts === null) continue;
    const ends = signal.nextOccurrence === null ? signal.endsAt : null;
    calendar.createEvent({
      id: signal.id,
      stamp: new Date(signal.lastConfirmedAt),
      start: new Date(starts),
      end: ends === null ? null : new Date(ends),
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
