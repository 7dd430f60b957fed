import type { EventStatus, GeoPoint } from '#graph';
import { isoWithOffset, isValidPoint } from '../../domain/index.js';
import { contentOf } from '../../signals/index.js';
import type { FoundSignal, ReadFrom, ReadingContext } from '../found-signal.js';
import { writtenTime } from '../listing/clock-time.js';
import { endAfter } from './calendar-entry.js';
import { decoded, isOrganizationType, textOf, typesOf, type JsonObject } from './json-ld.js';

const STATUS: readonly (readonly [RegExp, EventStatus])[] = [
  [/cancel/i, 'cancelled'],
  [/postpone/i, 'postponed'],
  [/reschedule|moved/i, 'moved'],
  [/schedule|confirmed/i, 'scheduled'],
];

/** Status that a word or schema.org address means; null when it says nothing. */
export const eventStatusOf = (text: string | null): EventStatus | null =>
  text === null ? null : (STATUS.find(([word]) => word.test(text))?.[1] ?? null);

const object = (value: unknown): JsonObject | null => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? (first as JsonObject) : null;
};

/** Whether a schema.org value says of itself that it is an organisation; a bare name may be a person's. */
function saysOrganization(value: unknown): boolean {
  const who = object(value);
  return who !== null && typesOf(who).some(isOrganizationType);
}

/** `Name, street, city, region code` of a schema.org Place, PostalAddress or text; null for none. */
export function placeName(value: unknown): string | null {
  if (typeof value === 'string') return textOf(value);
  const place = object(value);
  if (place === null) return null;
  if (/VirtualLocation/.test(String(place['@type'] ?? ''))) return textOf(place['name']) ?? 'Online';
  const given = place['address'];
  const address = object(given);
  const parts =
    address === null
      ? [textOf(given)]
      : [
          textOf(address['streetAddress']),
          textOf(address['addressLocality']),
          [textOf(address['addressRegion']), textOf(address['postalCode'])].filter(Boolean).join(' '),
        ];
  const name = textOf(place['name']);
  const full = [name, ...parts.filter((part) => part !== null && part !== name)].filter(
    (part) => part !== null && part !== '',
  );
  return full.length === 0 ? null : full.join(', ');
}

function placePoint(value: unknown): GeoPoint | null {
  const geo = object(object(value)?.['geo']);
  if (geo === null) return null;
  const point = { latitude: Number(geo['latitude']), longitude: Number(geo['longitude']) };
  const given =
    geo['latitude'] !== undefined &&
    geo['latitude'] !== '' &&
    geo['longitude'] !== undefined &&
    geo['longitude'] !== '';
  return given && isValidPoint(point) ? point : null;
}

const time = (value: unknown, timeZone: string, wallClock = false): string | null => {
  const text = textOf(value)?.replace(/(\d{2}:\d{2}:\d{2})\.\d+/, '$1');
  return text === undefined ? null : isoWithOffset(wallClock ? text.replace(UTC, '') : text, timeZone);
};

const UTC = /(?:Z|[+-]00:?00)$/i;
/** Some calendars write the clock on the wall and call it UTC: then the page's own words give that time of day. */
function isWallClockCalledUtc(value: unknown, quote: string): boolean {
  const text = textOf(value) ?? '';
  const said = writtenTime(quote)?.start;
  return (
    UTC.test(text) &&
    said !== undefined &&
    text.slice(11, 16) === `${String(said.hour).padStart(2, '0')}:${String(said.minute).padStart(2, '0')}`
  );
}

/** A schema.org Event (JSON-LD or microdata) as a gathering; null without a name and a start. */
export function eventSignal(
  value: JsonObject,
  quote: string,
  readFrom: ReadFrom,
  context: ReadingContext,
): FoundSignal | null {
  const title = textOf(value['name']);
  const wallClock = isWallClockCalledUtc(value['startDate'], quote);
  const startsAt = time(value['startDate'], context.timeZone, wallClock);
  if (title === null || startsAt === null) return null;
  const locationName = placeName(value['location']);
  const location = placePoint(value['location']);
  const organizer = textOf(value['organizer']);
  const url = textOf(value['url']) ?? textOf(object(value['offers'])?.['url']);
  const description = textOf(value['description']);
  return {
    content: contentOf({
      type: 'gathering',
      title,
      summary: description === null ? title : decoded(description).slice(0, 500),
      sourceUrl: context.url,
      startsAt,
      endsAt: endAfter(startsAt, time(value['endDate'], context.timeZone, wallClock)),
      timeZone: context.timeZone,
      eventStatus:
        eventStatusOf(textOf(value['eventStatus'])) ?? (/\bcancell?ed\b/i.test(title) ? 'cancelled' : 'scheduled'),
      locationName,
      location,
      locationPrecision: locationName === null && location === null ? null : 'exact',
      organizer,
      actionUrl: url !== null && /^https?:/.test(url) ? url : null,
      language: textOf(value['inLanguage'])?.slice(0, 2).toLowerCase() ?? null,
    }),
    quote,
    readFrom,
    author: null,
    organizations: organizer !== null && saysOrganization(value['organizer']) ? [organizer] : [],
    resources: [],
    firstHand: true,
    certainty: 0.95,
  };
}
