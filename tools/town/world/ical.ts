import type { Moment } from './clock.js';

export interface CalendarEvent {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly starts: Moment;
  readonly ends: Moment;
  readonly location: string;
  readonly url?: string;
  readonly rrule?: string;
  readonly cancelled?: boolean;
}

const LINE_OCTETS = 75;
const escapeText = (text: string): string =>
  text.replace(/[\\;,]/g, (character) => `\\${character}`).replaceAll('\n', '\\n');

/** Lines over 75 octets continue on the next one, which begins with a space (RFC 5545, 3.1). */
function foldLine(line: string): string {
  const parts: string[] = [];
  let rest = line;
  while (Buffer.byteLength(rest) > LINE_OCTETS) {
    let end = LINE_OCTETS - 1;
    while (Buffer.byteLength(rest.slice(0, end)) > LINE_OCTETS - 1) end -= 1;
    parts.push(rest.slice(0, end));
    rest = ` ${rest.slice(end)}`;
  }
  return [...parts, rest].join('\r\n');
}

/** An iCalendar file with local times of its zone. `stamped` is the same for all events. */
export function calendarFile(name: string, stamped: Moment, events: readonly CalendarEvent[]): string {
  const zone = stamped.timeZone;
  const lines = events.flatMap((event) => [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${stamped.instant.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;TZID=${zone}:${event.starts.ical}`,
    `DTEND;TZID=${zone}:${event.ends.ical}`,
    ...(event.rrule === undefined ? [] : [`RRULE:${event.rrule}`]),
    `SUMMARY:${escapeText(event.title)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    `LOCATION:${escapeText(event.location)}`,
    ...(event.url === undefined ? [] : [`URL:${event.url}`]),
    `STATUS:${event.cancelled === true ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ]);
  const all = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Alder Falls//Calendar 2.1//EN',
    `X-WR-CALNAME:${escapeText(name)}`,
    `X-WR-TIMEZONE:${zone}`,
    ...lines,
    'END:VCALENDAR',
  ];
  return `${all.map(foldLine).join('\r\n')}\r\n`;
}
