import ical from 'node-ical';
import { instantInZone, zonedIso } from '../../domain/index.js';
import { contentOf } from '../../signals/index.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';
import { eventStatusOf } from './schema-event.js';
import { decoded } from './json-ld.js';

type CalendarEvent = ReturnType<typeof ical.sync.parseICS>[string] & { type: 'VEVENT' };

const HORIZON_DAYS = [45, 400] as const;
const MS_PER_DAY = 86_400_000;
const MAX_EVENTS = 500;

/** Lines unfolded (RFC 5545, 3.1) and escapes resolved: the text that is archived and quoted. */
export function calendarText(ics: string): string {
  return ics
    .replace(/\r\n|\r/g, '\n')
    .replace(/\n[ \t]/g, '')
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

const text = (value: unknown): string | null => {
  const plain: unknown = typeof value === 'object' && value !== null && 'val' in value ? value.val : value;
  return typeof plain === 'string' && plain.trim() !== '' ? decoded(plain) : null;
};

function timeOf(value: unknown, dateOnly: boolean, timeZone: string): string | null {
  // Broken components come with the text of their date.
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return null;
  if (dateOnly)
    return zonedIso({ year: value.getFullYear(), month: value.getMonth() + 1, day: value.getDate() }, timeZone);
  return instantInZone(value, timeZone);
}

/** The first occurrence that ends after `at`, ISO; null when none is left (or within 400 days). Exceptions and overrides count. */
function nextOccurrence(event: CalendarEvent, at: Date, timeZone: string, dateOnly: boolean): string | null {
  if (/FREQ=(?:SECONDLY|MINUTELY)/i.test(event.rrule?.toString() ?? '')) return null;
  for (const days of HORIZON_DAYS) {
    const [next] = ical.expandRecurringEvent(event as Parameters<typeof ical.expandRecurringEvent>[0], {
      from: at,
      to: new Date(at.getTime() + days * MS_PER_DAY),
    });
    if (next !== undefined) return timeOf(next.start, dateOnly, timeZone);
  }
  return null;
}

/** The RRULE value alone, `FREQ=WEEKLY;BYDAY=TU`. */
const rruleOf = (event: CalendarEvent): string | null =>
  /RRULE:([^\n]+)/.exec(event.rrule?.toString() ?? '')?.[1]?.trim() ?? null;

/** Lines of an event that say what it is, when, where and whether it takes place. */
const TELLING = /^(?:SUMMARY|DTSTART|DTEND|LOCATION|DESCRIPTION|STATUS)[:;]/;

/** The event's own lines in the archived text, from the first telling one to the last; the title alone when they are not found. */
function quoteOf(archived: string, title: string): string {
  const event = archived
    .split('BEGIN:VEVENT\n')
    .slice(1)
    .map((block) => block.split('\nEND:VEVENT')[0]?.split('\n') ?? [])
    .find((lines) => lines.some((line) => line.startsWith('SUMMARY') && line.endsWith(`:${title}`)));
  if (event === undefined) return title;
  return event
    .slice(
      event.findIndex((line) => TELLING.test(line)),
      event.findLastIndex((line) => TELLING.test(line)) + 1,
    )
    .join('\n');
}

/** Parameters of an ORGANIZER (RFC 5545, 3.2). */
interface CalendarUser {
  readonly CN?: string;
  readonly CUTYPE?: string;
}

function gathering(
  event: CalendarEvent,
  archived: string,
  calendarZone: string,
  context: ReadingContext,
): FoundSignal | null {
  const title = text(event.summary);
  const dateOnly = event.datetype === 'date';
  const startsAt = timeOf(event.start, dateOnly, calendarZone);
  if (title === null || startsAt === null) return null;
  const recurring = event.rrule !== undefined;
  const location = text(event.location);
  const { CN, CUTYPE } =
    typeof event.organizer === 'object' ? ((event.organizer as { params?: CalendarUser }).params ?? {}) : {};
  const organizer = text(CN);
  const url = text(event.url);
  return {
    content: contentOf({
      type: 'gathering',
      title: title.replace(/^\s*cancell?ed\s*[:–-]\s*/i, ''),
      summary: text(event.description)?.slice(0, 500) ?? title,
      sourceUrl: context.url,
      startsAt,
      endsAt: timeOf(event.end, dateOnly, calendarZone),
      timeZone: calendarZone,
      rrule: recurring ? rruleOf(event) : null,
      nextOccurrence: recurring ? nextOccurrence(event, context.at, calendarZone, dateOnly) : null,
      eventStatus: /\bcancell?ed\b/i.test(title) ? 'cancelled' : (eventStatusOf(text(event.status)) ?? 'scheduled'),
      locationName: location,
      locationPrecision: location === null ? null : 'exact',
      organizer,
      actionUrl: url !== null && /^https?:/.test(url) ? url : null,
    }),
    quote: quoteOf(archived, title),
    readFrom: 'calendar',
    author: null,
    // A calendar's organizer is whoever keeps it, often a person; only a group says that it is one (RFC 5545, 3.2.3).
    organizations: organizer !== null && CUTYPE?.toUpperCase() === 'GROUP' ? [organizer] : [],
    resources: [],
    firstHand: true,
    certainty: 0.95,
  };
}

/**
 * Gatherings of an iCalendar text. UIDs are not trusted (some exporters change them every time): an event is known by title, start
 * and place. Recurring ones carry their rule and next occurrence; broken components are left out.
 */
export function calendarEvents(ics: string, context: ReadingContext): FoundSignal[] {
  const archived = calendarText(ics);
  let parsed: ReturnType<typeof ical.sync.parseICS>;
  try {
    parsed = ical.sync.parseICS(ics);
  } catch {
    return [];
  }
  const declared = (parsed.vcalendar as { 'WR-TIMEZONE'?: string } | undefined)?.['WR-TIMEZONE'];
  const zone = declared !== undefined && validZone(declared) ? declared : context.timeZone;
  const seen = new Set<string>();
  const found: FoundSignal[] = [];
  for (const component of Object.values(parsed)) {
    if (component?.type !== 'VEVENT' || found.length >= MAX_EVENTS) continue;
    const signal = gathering(component as CalendarEvent, archived, zone, context);
    const key =
      signal === null ? '' : [signal.content.title, signal.content.startsAt, signal.content.locationName].join('|');
    if (signal === null || seen.has(key)) continue;
    seen.add(key);
    found.push(signal);
  }
  return found;
}

function validZone(zone: string): boolean {
  try {
    zonedIso({ year: 2026, month: 1, day: 1 }, zone);
    return true;
  } catch {
    return false;
  }
}
