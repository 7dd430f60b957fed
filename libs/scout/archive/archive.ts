import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import type { DataSource } from 'typeorm';
import type { FetchOutcome } from '../providers/ports.js';
import { ArchiveBody, ArchiveItem, type ArchiveItemRow } from './archive-item.entity.js';
import { bodyHash, contentHash } from './content-hash.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { LATEST_PAGE, LIST_ITEMS, STORE_BODY } from './statements.js';

type PageOutcome = Extract<FetchOutcome, { kind: 'page' }>;
type FailedOutcome = Extract<FetchOutcome, { kind: 'refused' | 'failed' }>;

/** Whose visit it was. */
export interface VisitOrigin {
  readonly region: string;
  readonly runId: string | null;
}
/** What the reader made of a page. */
export interface PageContent {
  readonly mainText: string;
  readonly title: string | null;
  readonly language: string | null;
}
export interface ArchivedPage extends PageContent {
  readonly id: string;
  readonly region: string;
  readonly runId: string | null;
  readonly url: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly contentType: string;
  readonly contentHash: string;
  readonly bodyHash: string;
  /** ISO. */
  readonly fetchedAt: string;
}
/** Enough of the last page of a URL to ask "has it changed?". */
export interface LatestPage {
  readonly id: string;
  readonly contentHash: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** ISO; when it was last seen, unchanged visits included. */
  readonly fetchedAt: string;
}
export interface VisitSummary {
  readonly id: string;
  readonly url: string;
  readonly outcome: ArchiveItemRow['outcome'];
  readonly reason: string | null;
  readonly status: number | null;
  readonly title: string | null;
  readonly contentType: string | null;
  readonly runId: string | null;
  readonly fetchedAt: string;
}
export interface VisitPage {
  readonly items: readonly VisitSummary[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

const deflated = promisify<Uint8Array, Buffer>(deflate);
const inflated = promisify<Uint8Array, Buffer>(inflate);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Postgres text can't hold NUL. */
const storable = (text: string): string => text.replaceAll('\u0000', '');
const NOTHING_SEEN = {
  finalUrl: null,
  reason: null,
  status: null,
  headers: null,
  contentType: null,
  charset: null,
  bodyHash: null,
  contentHash: null,
  mainText: null,
  title: null,
  language: null,
  etag: null,
  lastModified: null,
  sameAs: null,
  elapsedMs: null,
};

/** Everything fetched: each visit a row, each body once, the text that evidence quotes from. Rows are never changed. */
export class Archive {
  constructor(private readonly dataSource: DataSource) {}

  /** Stores a page and what the reader made of it. */
  async record(page: PageOutcome, content: PageContent, origin: VisitOrigin): Promise<ArchivedPage> {
    const hash = bodyHash(page.body);
    const mainText = storable(content.mainText);
    const row: ArchiveItemRow = {
      ...NOTHING_SEEN,
      id: randomUUID(),
      region: origin.region,
      runId: origin.runId,
      url: page.url,
      finalUrl: page.finalUrl,
      outcome: 'page',
      status: page.status,
      headers: Object.fromEntries(Object.entries(page.headers).map(([name, value]) => [name, storable(value)])),
      contentType: page.contentType,
      charset: page.charset,
      bodyHash: hash,
      contentHash: contentHash(mainText),
      mainText,
      title: content.title === null ? null : storable(content.title),
      language: content.language,
      etag: page.headers['etag'] ?? null,
      lastModified: page.headers['last-modified'] ?? null,
      fetchedAt: new Date(page.fetchedAt),
      elapsedMs: Math.round(page.elapsedMs),
    };
    const packed = await deflated(page.body);
    await this.dataSource.transaction(async (manager) => {
      await manager.query(STORE_BODY, [hash, packed, page.body.length]);
      await manager.insert(ArchiveItem, row);
    });
    return archivedPage(row);
  }

  /** Stores that a visit found the page `sameAs` unchanged (304, or the same text again). Returns the id of the visit. */
  async revisit(
    visit: {
      readonly url: string;
      readonly fetchedAt: string;
      readonly sameAs: string;
      readonly etag?: string | null;
      readonly lastModified?: string | null;
    },
    origin: VisitOrigin,
  ): Promise<string> {
    return this.insert({
      ...NOTHING_SEEN,
      id: randomUUID(),
      ...origin,
      url: visit.url,
      outcome: 'unchanged',
      sameAs: visit.sameAs,
      etag: visit.etag ?? null,
      lastModified: visit.lastModified ?? null,
      fetchedAt: new Date(visit.fetchedAt),
    });
  }

  /** Stores that a fetch was refused or failed, and why. Returns the id of the visit. */
  async refusal(outcome: FailedOutcome, origin: VisitOrigin & { readonly at: Date }): Promise<string> {
    return this.insert({
      ...NOTHING_SEEN,
      id: randomUUID(),
      region: origin.region,
      runId: origin.runId,
      url: storable(outcome.url).slice(0, 4096),
      outcome: outcome.kind,
      reason: storable(outcome.kind === 'refused' ? `${outcome.reason}: ${outcome.detail}` : outcome.reason),
      status: outcome.kind === 'failed' ? outcome.status : null,
      fetchedAt: origin.at,
    });
  }

  /** The page a URL last showed in this region; null when it was never read. */
  async latest(region: string, url: string): Promise<LatestPage | null> {
    const rows = await this.dataSource.query<(Omit<LatestPage, 'fetchedAt'> & { fetchedAt: Date })[]>(LATEST_PAGE, [
      region,
      url,
    ]);
    const [row] = rows;
    return row === undefined ? null : { ...row, fetchedAt: row.fetchedAt.toISOString() };
  }

  /** A stored page with its text; null for an id that is unknown or no page. */
  async get(id: string): Promise<ArchivedPage | null> {
    if (!UUID.test(id)) return null;
    const row = await this.dataSource.getRepository(ArchiveItem).findOneBy({ id, outcome: 'page' });
    return row === null ? null : archivedPage(row);
  }

  /** The body of a page as the server sent it (unpacked); null for an unknown id. */
  async body(id: string): Promise<Uint8Array | null> {
    const page = await this.get(id);
    if (page === null) return null;
    const row = await this.dataSource.getRepository(ArchiveBody).findOneBy({ hash: page.bodyHash });
    return row === null ? null : inflated(row.deflated);
  }

  /** Visits of a region, newest first; `first` at most 100. An unknown cursor starts at the beginning. */
  async list(region: string, page: { readonly first: number; readonly after?: string | null }): Promise<VisitPage> {
    const first = Math.min(100, Math.max(1, Math.trunc(page.first)));
    const cursor = decodeCursor(page.after ?? null);
    const rows = await this.dataSource.query<(Omit<VisitSummary, 'fetchedAt'> & { fetchedAt: Date })[]>(LIST_ITEMS, [
      region,
      first + 1,
      cursor?.at ?? null,
      cursor?.id ?? null,
    ]);
    const items = rows.slice(0, first).map((row) => ({ ...row, fetchedAt: row.fetchedAt.toISOString() }));
    const last = items.at(-1);
    return {
      items,
      endCursor: last === undefined ? null : encodeCursor(last.fetchedAt, last.id),
      hasNextPage: rows.length > first,
    };
  }

  private async insert(row: ArchiveItemRow): Promise<string> {
    await this.dataSource.getRepository(ArchiveItem).insert(row);
    return row.id;
  }
}

function archivedPage(row: ArchiveItemRow): ArchivedPage {
  return {
    id: row.id,
    region: row.region,
    runId: row.runId,
    url: row.url,
    finalUrl: row.finalUrl ?? row.url,
    status: row.status ?? 200,
    contentType: row.contentType ?? '',
    contentHash: row.contentHash ?? '',
    bodyHash: row.bodyHash ?? '',
    mainText: row.mainText ?? '',
    title: row.title,
    language: row.language,
    fetchedAt: row.fetchedAt.toISOString(),
  };
}
