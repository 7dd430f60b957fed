import { claimPages, endClaim, pageReadings } from '../../archive/index.js';
import { canonicalUrl, fetchableUrl } from '../../domain/index.js';
import { readPage, type ReadPage, type UnreadablePage } from '../../reading/index.js';
import { eachItem } from '../each-item.js';
import { linksWorthFollowing } from './links.js';
import { inspectPage, type InspectedPage } from './page-inspection.js';
import { readDocument, readerName, type DocumentToRead, type ReadingContextOfSource } from './read-document.js';
import { NOTHING_READ, sumReadings, type Reading } from './scrape-input.js';

/** Pages of one source read at once; each host still gets one request at a time. */
const PAGES_AT_ONCE = 3;
const MACHINE_WRITTEN = new Set(['calendar']);

/** The addresses that this job may read, each page once in the whole run, whoever found it first and however it is spelled. */
export async function claim(
  { durable, region, source }: ReadingContextOfSource,
  name: string,
  urls: readonly string[],
): Promise<string[]> {
  const wanted = new Map<string, string>();
  for (const url of urls) {
    const [key, address] = [canonicalUrl(url), fetchableUrl(url)];
    if (key !== null && address !== null && !wanted.has(key)) wanted.set(key, address);
  }
  const mine = await durable.tx(name, (client) =>
    claimPages(client, { rootId: durable.rootId, runId: durable.runId, region: region.slug, sourceId: source.id }, [
      ...wanted.keys(),
    ]),
  );
  return mine.flatMap((key) => wanted.get(key) ?? []);
}

/** Whether this very text was read for signals before by the reader of today; then nothing is owed of it. */
export async function readBefore(
  { durable, region, services }: ReadingContextOfSource,
  url: string,
  page: ReadPage,
): Promise<boolean> {
  const key = canonicalUrl(url) ?? url;
  return durable.tx(`known: ${url}`, async (client) => {
    const [known] = await pageReadings(client, region.slug, [key]);
    const same = known?.contentHash === page.contentHash && known.reader === readerName(services.llm !== null);
    if (same) await endClaim(client, durable.rootId, { url: key, outcome: 'read', reason: null });
    return same;
  });
}

/** Notes that a page could not be fetched: owed when it was a passing fault. */
async function noteUnreadable(
  { durable, source }: ReadingContextOfSource,
  { url, reason, passing }: UnreadablePage,
): Promise<void> {
  await durable.tx(`unreadable: ${url}`, (client) =>
    endClaim(client, durable.rootId, {
      url: canonicalUrl(url) ?? url,
      outcome: passing ? 'owed' : 'unreadable',
      reason,
    }),
  );
  await durable.event('page_refused', { url, reason, sourceId: source.id });
}

/** The reading of a page that could not be fetched. */
export async function readingOfUnreadable(context: ReadingContextOfSource, page: UnreadablePage): Promise<Reading> {
  await noteUnreadable(context, page);
  const { url, reason, passing, retryAt } = page;
  return {
    ...NOTHING_READ,
    succeeded: false,
    unchanged: false,
    failure: { reason, retryAt },
    unread: passing ? [{ url, because: 'web', reason }] : [],
  };
}

/** The document of a page: its archived text, and what structured readers found in it. */
export function documentOf(url: string, page: InspectedPage): DocumentToRead {
  const { archived } = page;
  return {
    url,
    page: {
      url: archived.finalUrl,
      archiveId: archived.id,
      contentHash: archived.contentHash,
      retrievedAt: archived.fetchedAt,
      text: archived.mainText,
      language: archived.language,
      contentDate: page.contentDate,
      links: page.links.map((link) => link.url),
    },
    structured: page.structured,
    machineWritten: MACHINE_WRITTEN.has(page.kind) || (page.kind === 'json' && page.structured.length > 0),
  };
}

/** Reads one claimed page: fetch and archive, then signals; unchanged text only confirms its signals. Links are collected either way. */
export async function readOnePage(
  context: ReadingContextOfSource,
  url: string,
): Promise<Reading & { readonly reason: string | null }> {
  const { durable, region, services, source } = context;
  const page = await readPage(context, `fetch: ${url}`, url);
  if (page.kind === 'unreadable') return { ...(await readingOfUnreadable(context, page)), reason: page.reason };
  const inspected = await inspectPage(services.archive, page.archiveId, region.timeZone);
  const links = linksWorthFollowing(inspected.links);
  if (await readBefore(context, url, page)) {
    const refreshed = await durable.step(`refresh: ${url}`, () =>
      services.signals.refreshByUrl(region.slug, page.finalUrl, page.contentHash, page.retrievedAt),
    );
    await durable.event('page_unchanged', { url, archiveId: page.archiveId, refreshed, sourceId: source.id });
    return { ...NOTHING_READ, urlsScraped: 1, refreshed, links, reason: null };
  }
  const reading = await readDocument(context, documentOf(url, inspected));
  await durable.event('page_scraped', {
    url,
    archiveId: page.archiveId,
    title: inspected.archived.title,
    ...reading,
    sourceId: source.id,
  });
  return { ...NOTHING_READ, ...reading, unchanged: false, urlsScraped: 1, links, reason: null };
}

/** The reading of a page that broke off with an error: its claim has no end, so that it is owed. */
export const brokenReading = (url: string, reason: string): Reading => ({
  ...NOTHING_READ,
  unchanged: false,
  unread: [{ url, because: 'broken', reason }],
});

/** Reads several pages of a source; one that fails does not stop the others. */
export async function readPages(context: ReadingContextOfSource, urls: readonly string[]): Promise<Reading> {
  const { done, failed } = await eachItem(context.durable, urls, { atOnce: PAGES_AT_ONCE, name: (url) => url }, (url) =>
    readOnePage(context, url),
  );
  return sumReadings([
    ...done.map(({ value }) => value),
    ...failed.map(({ item, reason }) => brokenReading(item, reason)),
  ]);
}
