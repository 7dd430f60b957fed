import { parseFeed } from 'feedsmith';
import { daysBetween } from '../../domain/index.js';
import { declaresEntities } from '../text-kind.js';
import { absoluteUrl } from '../html/dom.js';
import { decoded } from './json-ld.js';

export interface FeedItem {
  readonly title: string;
  readonly url: string | null;
  /** What the feed knows it by. */
  readonly guid: string | null;
  /** Plain text of its summary or content. */
  readonly text: string;
  /** ISO, or null when the item gives none. */
  readonly publishedAt: string | null;
  readonly author: string | null;
}
export interface Feed {
  readonly title: string | null;
  readonly items: readonly FeedItem[];
}

/** Newest items read of a feed, and how old they may be. */
export const MAX_FEED_ITEMS = 20;
export const MAX_FEED_ITEM_DAYS = 30;
const ITEM_TEXT_CHARS = 4_000;

type Loose = Readonly<Record<string, unknown>>;
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Loose)[key] : undefined;
const words = (...values: readonly unknown[]): string | null => {
  for (const value of values) {
    const plain =
      typeof value === 'object' && value !== null ? (field(value, 'value') ?? field(value, 'encoded')) : value;
    if (typeof plain === 'string' && plain.trim() !== '') return decoded(plain);
  }
  return null;
};
const date = (...values: readonly unknown[]): string | null => {
  for (const value of values) {
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(time)) return new Date(time).toISOString();
  }
  return null;
};

function linkOf(item: Loose, base: string): string | null {
  const links = Array.isArray(item['links']) ? (item['links'] as unknown[]) : [];
  const alternate =
    links.find((link) => ['alternate', undefined].includes(field(link, 'rel') as string | undefined)) ?? links[0];
  const guid = words(item['guid']);
  const given =
    words(item['link'], item['url'], field(alternate, 'href')) ??
    (guid !== null && /^https?:/.test(guid) ? guid : null);
  return absoluteUrl(given, base);
}

function itemOf(item: Loose, base: string): FeedItem | null {
  const text =
    words(
      field(item['content'], 'encoded'),
      item['content'],
      item['content_html'],
      item['content_text'],
      item['description'],
      item['summary'],
    ) ?? '';
  const title = words(item['title']) ?? text.slice(0, 80);
  if (title === '') return null;
  const author = first(item['authors']);
  return {
    title,
    url: linkOf(item, base),
    guid: words(item['guid'], item['id']),
    text: text.slice(0, ITEM_TEXT_CHARS),
    publishedAt: date(
      item['pubDate'],
      item['published'],
      item['date_published'],
      first(field(item['dc'], 'dates')),
      field(item['dc'], 'date'),
      item['updated'],
      item['date_modified'],
    ),
    author: words(
      typeof author === 'string' ? author : field(author, 'name'),
      first(field(item['dc'], 'creators')),
      field(item['dc'], 'creator'),
    ),
  };
}

/** Reads RSS, RDF, Atom or JSON Feed; null for what is none, or declares entities. */
export function readFeed(text: string, url: string): Feed | null {
  if (declaresEntities(text)) return null;
  try {
    const { feed } = parseFeed(text) as { feed: Loose };
    const items = (feed['items'] ?? feed['entries'] ?? []) as Loose[];
    return { title: words(feed['title']), items: items.flatMap((item) => itemOf(item, url) ?? []) };
  } catch {
    return null;
  }
}

/** Where an item stands: its own page, else its place in the feed, named by its guid or its title. */
export const feedItemAddress = (item: Pick<FeedItem, 'url' | 'guid' | 'title'>, feedUrl: string): string =>
  item.url ?? `${feedUrl.replace(/#.*$/, '')}#${encodeURIComponent(item.guid ?? item.title)}`;

/** Items worth reading at `at`: the newest 20 of the last 30 days; undated ones count as new. */
export function recentItems(feed: Feed, at: Date): FeedItem[] {
  return feed.items
    .filter((item) => item.publishedAt === null || daysBetween(item.publishedAt, at) <= MAX_FEED_ITEM_DAYS)
    .toSorted((a, b) => (b.publishedAt ?? '9999').localeCompare(a.publishedAt ?? '9999'))
    .slice(0, MAX_FEED_ITEMS);
}

/** The feed as text: what is archived and quoted. Items in the feed's order. */
export function feedText(feed: Feed): string {
  const items = feed.items.map((item) =>
    [item.title, item.publishedAt, item.text === item.title ? '' : item.text, item.url].filter(Boolean).join('\n'),
  );
  return [feed.title ?? '', ...items].filter((part) => part !== '').join('\n\n');
}
