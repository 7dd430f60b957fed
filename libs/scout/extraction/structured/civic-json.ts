import { QuotableText, isoWithOffset } from '../../domain/index.js';
import { contentOf } from '../../signals/index.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';
import { resolveDate } from '../listing/date-in-text.js';
import { decoded, textOf, type JsonObject } from './json-ld.js';
import { eventStatusOf } from './schema-event.js';

/** Names that meeting services give their fields, best first (Legistar, CivicClerk, CivicPlus, eLMS, EventON, Finalsite, Simbli). */
const TITLE = [
  'EventBodyName',
  'eventName',
  'body',
  'name',
  'title',
  'Title',
  'meetingName',
  'MeetingTitle',
  'MM_MeetingTitle',
  'event_title',
  'eventTitle',
  'CommitteeName',
  'summary',
  'MeetingType',
  'Name',
  'subject',
];
const START = [
  'startDateTime',
  'eventDate',
  'start_date',
  'startDate',
  'StartDate',
  'date',
  'EventDate',
  'start',
  'Start',
  'MeetingDate',
  'MM_DateTime',
  'event_start',
  'meetingDate',
  'MeetingDateTime',
  'MeetingStartDate',
  'startTime',
  'datetime',
  'dateTime',
  'Date',
];
const TIME = ['EventTime', 'startTime', 'start_time', 'StartTime', 'time', 'MeetingTime', 'Time'];
const END = ['endDateTime', 'end_date', 'endDate', 'EndDate', 'end', 'End', 'event_end'];
const PLACE = [
  'location',
  'EventLocation',
  'Location',
  'MeetingLocation',
  'venue',
  'eventLocation',
  'address',
  'Venue',
  'place',
  'location_name',
  'MM_Address1',
];
const STATUS = ['status', 'EventAgendaStatusName', 'eventStatus', 'Status', 'state', 'MeetingStatus'];
const ABOUT = ['description', 'EventComment', 'comment', 'summary', 'Description', 'details', 'notes', 'body'];
const LINK = ['EventInSiteURL', 'url', 'link', 'Url', 'event_url', 'permalink'];
const MAX_RECORDS = 400;
const MAX_DEPTH = 8;

function* recordsIn(value: unknown, depth = 0): Generator<JsonObject> {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) yield* recordsIn(item, depth + 1);
    return;
  }
  yield value as JsonObject;
  for (const nested of Object.values(value)) yield* recordsIn(nested, depth + 1);
}

const pick = (record: JsonObject, names: readonly string[]): string | null => {
  for (const name of names) {
    const value = record[name];
    const nested =
      typeof value === 'object' && value !== null
        ? (textOf(value) ??
          textOf((value as JsonObject)['address']) ??
          textOf((value as JsonObject)['dateTime']) ??
          textOf((value as JsonObject)['rendered']))
        : null;
    const text = typeof value === 'string' ? decoded(value) : nested;
    if (text !== null && text !== '') return text;
  }
  return null;
};

/** The start of a record in any of the forms that these services use. */
function startOf(record: JsonObject, context: ReadingContext): string | null {
  for (const name of START) {
    const value = record[name];
    const text =
      typeof value === 'number' && value > 1e9
        ? new Date(value > 1e11 ? value : value * 1000).toISOString()
        : pick(record, [name]);
    if (text === null) continue;
    const dotNet = /^\/Date\((\d+)/.exec(text)?.[1];
    const iso = dotNet === undefined ? text : new Date(Number(dotNet)).toISOString();
    // Legistar and its like write the day as midnight and the time of day beside it.
    const clock = pick(record, TIME);
    const day = /^(\d{4}-\d{2}-\d{2})(?:T00:00:00.*)?$/.exec(iso)?.[1];
    const at = day !== undefined && clock !== null ? resolveDate(`${day} ${clock}`, context)?.startsAt : undefined;
    const found =
      at ??
      isoWithOffset(iso.replace(/(:\d{2})\.\d+/, '$1'), context.timeZone) ??
      resolveDate([iso, clock].filter(Boolean).join(' '), context)?.startsAt ??
      null;
    if (found !== null) return found;
  }
  return null;
}

function signalOf(record: JsonObject, archived: QuotableText, context: ReadingContext): FoundSignal | null {
  const title = pick(record, TITLE);
  if (title === null || title.length > 200) return null;
  const startsAt = startOf(record, context);
  if (startsAt === null) return null;
  const written = Object.values(record).find((value) => typeof value === 'string' && decoded(value) === title);
  const quote = archived.locate(JSON.stringify(typeof written === 'string' ? written : title).slice(1, -1));
  const end = pick(record, END);
  const place = pick(record, PLACE);
  const link = pick(record, LINK);
  const status =
    [pick(record, STATUS), title].map(eventStatusOf).find((found) => found === 'cancelled' || found === 'postponed') ??
    'scheduled';
  return {
    content: contentOf({
      type: 'gathering',
      title: title.replace(/^\s*cancell?ed\s*[:–-]\s*/i, ''),
      summary: (pick(record, ABOUT) ?? title).slice(0, 500),
      sourceUrl: context.url,
      startsAt,
      endsAt: end === null ? null : isoWithOffset(end.replace(/(:\d{2})\.\d+/, '$1'), context.timeZone),
      timeZone: context.timeZone,
      eventStatus: status,
      locationName: place,
      locationPrecision: place === null ? null : 'exact',
      actionUrl: link !== null && /^https?:/.test(link) ? link : null,
    }),
    quote: quote?.quote ?? title,
    readFrom: 'civic_json',
    author: null,
    organizations: [],
    resources: [],
    firstHand: true,
    certainty: 0.8,
  };
}

/** Meetings in the JSON of civic services: any record with a title and a start that can be read. Nothing for other JSON. */
export function civicJsonSignals(json: string, archivedText: string, context: ReadingContext): FoundSignal[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return [];
  }
  const archived = new QuotableText(archivedText);
  const seen = new Set<string>();
  const found: FoundSignal[] = [];
  for (const record of recordsIn(parsed)) {
    if (found.length >= MAX_RECORDS) break;
    const signal = signalOf(record, archived, context);
    const key = signal === null ? '' : `${signal.content.title}|${String(signal.content.startsAt)}`;
    if (signal === null || seen.has(key)) continue;
    seen.add(key);
    found.push(signal);
  }
  return found;
}
