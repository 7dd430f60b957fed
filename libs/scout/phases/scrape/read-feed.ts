import { endClaim, pageReadings } from '../../archive/index.js';
import { canonicalUrl } from '../../domain/index.js';
import { feedItemAddress, readFeed as parseFeed, recentItems, type FeedItem } from '../../extraction/index.js';
import { readPage } from '../../reading/index.js';
import { eachItem } from '../each-item.js';
import { inspectPage, type InspectedPage } from './page-inspection.js';
import { readDocument, type ReadingContextOfSource } from './read-document.js';
import { brokenReading, claim, documentOf, readBefore, readingOfUnreadable, readOnePage } from './read-pages.js';
import { NOTHING_READ, sumReadings, type Reading } from './scrape-input.js';

const ITEMS_AT_ONCE = 3;
const pageKey = (url: string): string => canonicalUrl(url) ?? url;

/** An item by its own page; by its summary in the feed when the page can't be read, or when the item has none. */
async function readItem(
  context: ReadingContextOfSource,
  feed: InspectedPage,
  item: FeedItem,
  url: string,
): Promise<Reading> {
  const { reason, ...reading } = await readOnePage(context, url);
  if (reason === null || item.text.length < item.title.length) return reading;
  const document = documentOf(url, feed);
  const structured = feed.structured.filter(({ content }) => pageKey(content.sourceUrl) === pageKey(url));
  const summary = await readDocument(context, {
    ...document,
    // The summary is quoted from the feed's text, and known by the item's address.
    page: { ...document.page, url: item.url ?? url, contentDate: item.publishedAt },
    excerpt: `${item.title}\n${item.text}`,
    structured,
    machineWritten: false,
  });
  return { ...reading, ...summary, failure: null, succeeded: true };
}

/** An item that has no page of its own, by what the feed says of it; its place in the feed is its permalink. */
async function readWithinFeed(
  context: ReadingContextOfSource,
  feed: InspectedPage,
  item: FeedItem,
  address: string,
): Promise<Reading> {
  const document = documentOf(address, feed);
  const reading = await readDocument(context, {
    ...document,
    key: address,
    page: { ...document.page, url: address, contentDate: item.publishedAt },
    excerpt: `${item.title}\n${item.text}`,
    structured: feed.structured.filter(({ content }) => content.sourceUrl === address),
    machineWritten: false,
  });
  return { ...NOTHING_READ, ...reading, unchanged: false };
}

/** A feed: the newest items not read before, each by its page or its summary. Without a model its items are notices. */
export async function readFeedSource(context: ReadingContextOfSource): Promise<Reading> {
  const { durable, region, services, source } = context;
  const page = await readPage(context, `fetch: ${source.value}`, source.value);
  if (page.kind === 'unreadable') return readingOfUnreadable(context, page);
  const inspected = await inspectPage(services.archive, page.archiveId, region.timeZone);
  const feed = parseFeed(inspected.text, page.finalUrl);
  if (feed === null) return readOnePage(context, source.value).then(({ reason: _, ...reading }) => reading);
  const items = recentItems(feed, new Date(page.retrievedAt));
  const byPage = new Map(items.flatMap((item) => (item.url === null ? [] : [[pageKey(item.url), item] as const])));
  // Items without a page of their own are known, and quoted, by their place in the feed. Without a model all items are notices.
  const pageless = services.llm === null ? [] : items.filter(({ url }) => url === null);
  const byAddress = new Map(pageless.map((item) => [feedItemAddress(item, page.finalUrl), item]));
  const known = await durable.tx('items read before', async (client) =>
    (await pageReadings(client, region.slug, [...byPage.keys(), ...byAddress.keys()])).map(({ url }) => url),
  );
  const within = [...byAddress].filter(([address]) => !known.includes(address));
  const fresh = [...byPage].flatMap(([key, item]) => (known.includes(key) || item.url === null ? [] : [item.url]));
  const mine = await claim(context, 'items to read', fresh);
  // Items of the feed itself: notices where no model reads them.
  const noticed = services.llm === null && !(await readBefore(context, source.value, page));
  const own = noticed
    ? [await readDocument(context, { ...documentOf(source.value, inspected), machineWritten: true })]
    : [];
  const { done, failed } = await eachItem(durable, mine, { atOnce: ITEMS_AT_ONCE, name: (url) => url }, (url) =>
    readItem(
      context,
      inspected,
      byPage.get(pageKey(url)) ?? { title: url, url, guid: null, text: '', publishedAt: null, author: null },
      url,
    ),
  );
  const inFeed = await eachItem(
    durable,
    within,
    { atOnce: ITEMS_AT_ONCE, name: ([address]) => address },
    ([address, item]) => readWithinFeed(context, inspected, item, address),
  );
  await durable.event('page_scraped', {
    url: source.value,
    archiveId: page.archiveId,
    items: items.length,
    fresh: mine.length + within.length,
    sourceId: source.id,
  });
  const readings = [
    ...own.map((reading) => ({ ...NOTHING_READ, ...reading, unchanged: !page.changed })),
    ...done.map(({ value }) => value),
    ...failed.map(({ item, reason }) => brokenReading(item, reason)),
    ...inFeed.done.map(({ value }) => value),
    ...inFeed.failed.map(({ item: [address], reason }) => brokenReading(address, reason)),
  ];
  const sum = sumReadings(readings);
  await durable.tx('feed read', (client) =>
    endClaim(client, durable.rootId, {
      url: pageKey(source.value),
      outcome: sum.unread.length === 0 ? 'read' : 'owed',
      reason: sum.unread[0]?.reason ?? null,
    }),
  );
  const newItems = mine.length + within.length;
  return {
    ...sum,
    succeeded: true,
    failure: null,
    unchanged: newItems === 0 && !page.changed,
    urlsScraped: sum.urlsScraped + 1,
  };
}
