import { claimPages, pageReadings } from '../../archive/index.js';
import { canonicalUrl, fetchableUrl } from '../../domain/index.js';
import { readPage, type ReadPage } from '../../reading/index.js';
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
  { durable }: ReadingContextOfSource,
  name: string,
  urls: readonly string[],
): Promise<string[]> {
  const wanted = new Map<string, string>();
  for (const url of urls) {
    const [key, address] = [canonicalUrl(url), fetchableUrl(url)];
    if (key !== null && address !== null && !wanted.has(key)) wanted.set(key, address);
  }
  const mine = await durable.tx(name, (client) =>
    claimPages(client, { rootId: durable.rootId, runId: durable.runId }, [...wanted.keys()]),
  );
  return mine.flatMap((key) => wanted.get(key) ?? []);
}

/** Whether this very text was read for signals before by the reader of today. */
export async function readBefore(
  { durable, region, services }: ReadingContextOfSource,
  url: string,
  page: ReadPage,
): Promise<boolean> {
  const [known] = await durable.tx(`known: ${url}`, (client) =>
    pageReadings(client, region.slug, [canonicalUrl(url) ?? url]),
  );
  return known?.contentHash === page.contentHash && known.reader === readerName(services.llm !== null);
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
  if (page.kind === 'unreadable') {
    await durable.event('page_refused', { url, reason: page.reason, sourceId: source.id });
    return { ...NOTHING_READ, succeeded: false, unchanged: false, reason: page.reason };
  }
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

/** Reads several pages of a source; one that fails does not stop the others. */
export async function readPages(context: ReadingContextOfSource, urls: readonly string[]): Promise<Reading> {
  const { done, failed } = await eachItem(context.durable, urls, { atOnce: PAGES_AT_ONCE, name: (url) => url }, (url) =>
    readOnePage(context, url),
  );
  return sumReadings([
    ...done.map(({ value }) => value),
    ...failed.map(() => ({ ...NOTHING_READ, succeeded: false, unchanged: false })),
  ]);
}
