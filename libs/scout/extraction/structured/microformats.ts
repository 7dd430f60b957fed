import { mf2 } from 'microformats-parser';
import { isoWithOffset } from '../../domain/index.js';
import { contentOf } from '../../signals/index.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';
import { quoteAround } from './json-ld-events.js';
import { eventStatusOf } from './schema-event.js';

type Item = ReturnType<typeof mf2>['items'][number];
type Property = Item['properties'][string][number];

const text = (property: Property | undefined): string | null => {
  if (property === undefined) return null;
  if (typeof property === 'string') return property.replace(/\s+/g, ' ').trim() || null;
  const value = 'properties' in property ? (property.properties['name']?.[0] ?? property.value) : property.value;
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() || null : null;
};

function* eventsIn(items: readonly Item[], depth = 0): Generator<Item> {
  if (depth > 6) return;
  for (const item of items) {
    if (item.type?.some((type) => type === 'h-event' || type === 'vevent') === true) yield item;
    yield* eventsIn(item.children ?? [], depth + 1);
  }
}

/** Street, city and region of an h-card or h-adr; its name first. */
function placeOf(property: Property | undefined): string | null {
  if (property === undefined || typeof property === 'string' || !('properties' in property)) return text(property);
  const parts = ['name', 'street-address', 'locality', 'region'].map((name) => text(property.properties[name]?.[0]));
  const given = parts.filter((part) => part !== null);
  return given.length === 0 ? text(property) : [...new Set(given)].join(', ');
}

function gathering(item: Item, archivedText: string, context: ReadingContext): FoundSignal | null {
  const { properties } = item;
  const title = text(properties['name']?.[0]);
  const start = text(properties['start']?.[0]);
  const startsAt = start === null ? null : isoWithOffset(start, context.timeZone);
  if (title === null || startsAt === null) return null;
  const end = text(properties['end']?.[0]);
  const locationName = placeOf(properties['location']?.[0]);
  const organizer = text(properties['organizer']?.[0]);
  const url = text(properties['url']?.[0]);
  return {
    content: contentOf({
      type: 'gathering',
      title,
      summary: (text(properties['summary']?.[0]) ?? text(properties['content']?.[0]) ?? title).slice(0, 500),
      sourceUrl: context.url,
      startsAt,
      endsAt: end === null ? null : isoWithOffset(end, context.timeZone),
      timeZone: context.timeZone,
      eventStatus: eventStatusOf(text(properties['status']?.[0])) ?? 'scheduled',
      locationName,
      locationPrecision: locationName === null ? null : 'exact',
      organizer,
      actionUrl: url !== null && /^https?:/.test(url) ? url : null,
    }),
    quote: quoteAround(archivedText, title) ?? title,
    readFrom: 'microformat',
    author: null,
    // An h-card does not say whether it is a person's.
    organizations: [],
    resources: [],
    firstHand: true,
    certainty: 0.9,
  };
}

/** Gatherings of a page's h-event and hCalendar markup. Pages without such classes are not parsed for it. */
export function microformatEvents(html: string, archivedText: string, context: ReadingContext): FoundSignal[] {
  if (!/\b(?:h-event|vevent)\b/.test(html)) return [];
  try {
    const { items } = mf2(html, { baseUrl: context.url });
    return [...eventsIn(items)].flatMap((item) => gathering(item, archivedText, context) ?? []);
  } catch {
    // The parser refuses documents without a base or with broken nesting; the other readers still see the page.
    return [];
  }
}
