import { RetryableError } from '#durable';
import { pageContent } from '../extraction/index.js';
import type { PhaseContext } from '../phases/phase.js';

/** One page of the web, read and archived; its text is read back from the archive by id, never journaled. */
export interface ReadPage {
  readonly kind: 'read';
  readonly url: string;
  readonly finalUrl: string;
  readonly archiveId: string;
  readonly contentHash: string;
  readonly retrievedAt: string;
  /** False when an earlier visit archived the same text. */
  readonly changed: boolean;
}
export interface UnreadablePage {
  readonly kind: 'unreadable';
  readonly url: string;
  readonly reason: string;
  /** The server or the network was in trouble: another time it may be read. */
  readonly passing: boolean;
  /** When the server wants to be asked again (ISO), if it said so. */
  readonly retryAt: string | null;
}
export type PageReading = ReadPage | UnreadablePage;

const ATTEMPTS = 2;

type ReadingContext = Pick<PhaseContext, 'durable' | 'region' | 'services'>;

/**
 * Reads one URL through the guarded fetch and archives it, as the journaled step `name`. Whatever the web does is data:
 * a page that can't be read comes back with its reason. A passing fault is tried a second time.
 */
export async function readPage(context: ReadingContext, name: string, url: string): Promise<PageReading> {
  return context.durable.step<PageReading>(
    name,
    ({ signal, attempt }) => visit(context, url, signal, attempt < ATTEMPTS),
    { retry: { maxAttempts: ATTEMPTS } },
  );
}

/** When the page was as it is: web archives say so (RFC 7089), everybody else serves it as of now. */
export function capturedAt(headers: Readonly<Record<string, string>>, fetchedAt: string): string {
  const memento = Date.parse(headers['memento-datetime'] ?? '');
  return Number.isNaN(memento) || memento > Date.parse(fetchedAt) ? fetchedAt : new Date(memento).toISOString();
}

async function visit(
  { durable, region, services }: ReadingContext,
  url: string,
  signal: AbortSignal,
  again: boolean,
): Promise<PageReading> {
  const { archive, web } = services;
  const origin = { region: region.slug, runId: durable.rootId };
  const known = await archive.latest(region.slug, url);
  const outcome = await web.fetch(url, { signal, etag: known?.etag, lastModified: known?.lastModified });
  if (outcome.kind === 'failed' && outcome.retryable && again) {
    throw new RetryableError(`${url}: ${outcome.reason}`, outcome.retryAfterMs ?? undefined);
  }
  if (outcome.kind === 'refused' || outcome.kind === 'failed') {
    await archive.refusal(outcome, { ...origin, at: services.clock() });
    const passing = outcome.kind === 'failed' && outcome.retryable;
    const waitMs = outcome.kind === 'failed' ? outcome.retryAfterMs : null;
    const retryAt = waitMs === null ? null : new Date(services.clock().getTime() + waitMs).toISOString();
    return { kind: 'unreadable', url, reason: outcome.reason, passing, retryAt };
  }
  if (outcome.kind === 'not_modified') {
    const page = known === null ? null : await archive.get(known.id);
    if (page === null)
      return { kind: 'unreadable', url, reason: 'not modified, but never archived', passing: true, retryAt: null };
    await archive.revisit({ url, fetchedAt: outcome.fetchedAt, sameAs: page.id }, origin);
    const { finalUrl, contentHash } = page;
    return {
      kind: 'read',
      url,
      finalUrl,
      archiveId: page.id,
      contentHash,
      retrievedAt: outcome.fetchedAt,
      changed: false,
    };
  }
  const retrievedAt = capturedAt(outcome.headers, outcome.fetchedAt);
  const content = await pageContent({ ...outcome, fetchedAt: retrievedAt });
  const page = await archive.record({ ...outcome, fetchedAt: retrievedAt }, content, origin);
  if (content.problem !== null)
    return { kind: 'unreadable', url, reason: content.problem, passing: false, retryAt: null };
  return {
    kind: 'read',
    url,
    finalUrl: page.finalUrl,
    archiveId: page.id,
    contentHash: page.contentHash,
    retrievedAt,
    changed: known?.contentHash !== page.contentHash,
  };
}
