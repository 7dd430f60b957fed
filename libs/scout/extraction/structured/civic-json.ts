import { instantInZone, isoWithOffset, QuotableText } from '../../domain/index.js';
import { contentOf } from '../../signals/index.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';
import { resolveDate } from '../listing/date-in-text.js';
import { endAfter, isDeadline, isPublicHoliday, withTitleTime } from './calendar-entry.js';
import { decoded, textOf, type JsonObject } from './json-ld.js';
import { eventStatusOf } from './schema-event.js';

/**
 * Names that meeting services give their fields, in small letters without separators, best first
 * (Legistar, CivicClerk, CivicPlus, eLMS, EventON, Finalsite, Simbli, Hennepin).
 */
const TITLE = [
  'eventbodyname',
  'meetingname',
  'meetingtitle',
  'mmmeetingtitle',
  'eventname',
  'eventtitle',
  'title',
  'name',
  'body',
  'committeename',
  'meetingtype',
  'subject',
  'summary',
];
/** In lists of agenda items the title is the item's; the meeting is told by its type. */
const AGENDA_ITEM_TITLE = ['meetingname', 'meetingtitle', 'meetingtype', 'eventbodyname'];
const START = [
  'startdatetime',
  'eventstartunix',
  'meetingdatetime',
  'mmdatetime',
  'eventdate',
  'meetingdate',
  'meetingstartdate',
  'startdate',
  'eventstart',
  'start',
  'date',
  'datetime',
  'starttime',
];
const TIME = ['eventtime', 'meetingtime', 'starttime', 'time'];
const END = ['enddatetime', 'eventendunix', 'enddate', 'eventend', 'end', 'meetingenddate'];
const PLACE = [
  'eventlocation',
  'meetinglocation',
  'location',
  'venue',
  'place',
  'locationname',
  'address',
  'mmaddress1',
];
const STATUS = ['eventagendastatusname', 'eventstatus', 'meetingstatus', 'status', 'state'];
const ABOUT = ['description', 'eventcomment', 'comment', 'summary', 'details', 'notes', 'body'];
const LINK = ['eventinsiteurl', 'eventurl', 'permalink', 'url', 'link'];
const LONGEST_TITLE = 160;
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

/** A record's fields by their normalised names. */
type Fields = ReadonlyMap<string, unknown>;
const fieldsOf = (record: JsonObject): Fields =>
  new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase().replace(/[^a-z0-9]/g, ''), value]));

const textIn = (value: unknown): string | null => {
  if (typeof value === 'string') return decoded(value);
  if (typeof value !== 'object' || value === null) return null;
  const nested = value as JsonObject;
  return textOf(value) ?? textOf(nested['address']) ?? textOf(nested['dateTime']) ?? textOf(nested['rendered']);
};

function pick(fields: Fields, names: readonly string[], longest = Number.POSITIVE_INFINITY): string | null {
  for (const name of names) {
    const text = textIn(fields.get(name));
    if (text !== null && text !== '' && text.length <= longest) return text;
  }
  return null;
}

/** EventON writes the clock on the wall as if it were UTC. */
const WALL_CLOCK_SECONDS: ReadonlySet<string> = new Set(['eventstartunix', 'eventendunix']);

const SECONDS = /^\d{10}$/;
const MILLISECONDS = /^(?:\/Date\()?(\d{13})/;

/** A time in any of the forms that these services use: ISO, seconds, milliseconds, .NET, or as people write it. */
function timeOf(fields: Fields, name: string, clock: string | null, context: ReadingContext): string | null {
  const value = fields.get(name);
  const text = typeof value === 'number' ? String(value) : textIn(value);
  if (text === null || text === '') return null;
  if (SECONDS.test(text) && WALL_CLOCK_SECONDS.has(name))
    return isoWithOffset(new Date(Number(text) * 1000).toISOString().slice(0, 19), context.timeZone);
  if (SECONDS.test(text)) return instantInZone(new Date(Number(text) * 1000), context.timeZone);
  const milliseconds = MILLISECONDS.exec(text)?.[1];
  if (milliseconds !== undefined) return instantInZone(new Date(Number(milliseconds)), context.timeZone);
  // Legistar and its like write the day as midnight and the time of day beside it.
  const day = /^(\d{4}-\d{2}-\d{2})(?:T00:00:00.*)?$/.exec(text)?.[1];
  if (day !== undefined && clock !== null) return resolveDate(`${day} ${clock}`, context)?.startsAt ?? null;
  return (
    isoWithOffset(text.replace(/(:\d{2})\.\d+/, '$1'), context.timeZone) ??
    resolveDate([text, clock].filter(Boolean).join(' '), context)?.startsAt ??
    null
  );
}

function startOf(fields: Fields, context: ReadingContext): string | null {
  const clock = pick(fields, TIME, 40);
  for (const name of START) {
    const found = timeOf(fields, name, clock, context);
    if (found !== null) return found;
  }
  return null;
}

const isCancelled = (fields: Fields): boolean =>
  [...fields].some(
    ([name, value]) => /^(?:is)?cancell?ed$/.test(name) && (value === true || value === 1 || value === 'true'),
  );

function signalOf(record: JsonObject, archived: QuotableText, context: ReadingContext): FoundSignal | null {
  const fields = fieldsOf(record);
  const title = pick(fields, fields.has('agendaitemid') ? AGENDA_ITEM_TITLE : TITLE, LONGEST_TITLE);
  const day = startOf(fields, context);
  if (title === null || day === null || isPublicHoliday(title)) return null;
  const startsAt = withTitleTime(day, title, context.timeZone);
  const written = Object.values(record).find((value) => typeof value === 'string' && decoded(value) === title);
  const quote = archived.locate(JSON.stringify(typeof written === 'string' ? written : title).slice(1, -1));
  const end = END.map((name) => timeOf(fields, name, null, context)).find((found) => found !== null) ?? null;
  const place = pick(fields, PLACE, 300);
  const link = pick(fields, LINK);
  const said = [pick(fields, STATUS), title]
    .map(eventStatusOf)
    .find((found) => found === 'cancelled' || found === 'postponed');
  return {
    content: contentOf({
      type: isDeadline(title) ? 'notice' : 'gathering',
      title: title.replace(/^\s*cancell?ed\s*[:–-]\s*/i, ''),
      summary: (pick(fields, ABOUT) ?? title).slice(0, 500),
      sourceUrl: context.url,
      startsAt,
      // The end of an all-day entry says nothing of one whose time stands in its title.
      endsAt: startsAt === day ? endAfter(startsAt, end) : null,
      timeZone: context.timeZone,
      eventStatus: isCancelled(fields) ? 'cancelled' : (said ?? 'scheduled'),
      locationName: place?.replace(/\s*--em--\s*/g, ', ').replace(/\s+/g, ' ') ?? null,
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
