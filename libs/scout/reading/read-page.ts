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
  readonly title: string | null;
  readonly retrievedAt: string;
  /** False when an earlier visit archived the same text. */
  readonly changed: boolean;
}
export type PageReading = ReadPage | { readonly kind: 'unreadable'; readonly url: string; readonly reason: string };

const ATTEMPTS = 2;

/**
 * Reads one URL through the guarded fetch and archives it, as the journaled step `name`. Whatever the web does is data:
 * a page that can't be read comes back with its reason. A passing fault is tried a second time.
 */
export async function readPage(
  { durable, region, services }: Pick<PhaseContext, 'durable' | 'region' | 'services'>,
  name: string,
  url: string,
): Promise<PageReading> {
  const { archive, web } = services;
  return durable.step<PageReading>(
    name,
    async ({ signal, attempt }) => {
      const known = await archive.latest(region.slug, url);
      const outcome = await web.fetch(url, { signal, etag: known?.etag, lastModified: known?.lastModified });
      if (outcome.kind === 'failed' && outcome.retryable && attempt < ATTEMPTS) {
        throw new RetryableError(`${url}: ${outcome.reason}`, outcome.retryAfterMs ?? undefined);
      }
      const owner = { region: region.slug, runId: durable.rootId };
      if (outcome.kind === 'not_modified') {
        if (known === null) return { kind: 'unreadable', url, reason: 'not modified, but never archived' };
        const page = await archive.get(known.id);
        return {
          kind: 'read',
          url,
          finalUrl: page.finalUrl,
          archiveId: known.id,
          contentHash: known.contentHash,
          title: page.title,
          retrievedAt: outcome.fetchedAt,
          changed: false,
        };
      }
      if (outcome.kind !== 'page') {
        await archive.refusal(outcome, owner);
        return { kind: 'unreadable', url, reason: outcome.reason };
      }
      const content = await pageContent(outcome);
      const archived = await archive.record(outcome, content, owner);
      if (content.problem !== null) return { kind: 'unreadable', url, reason: content.problem };
      return {
        kind: 'read',
        url,
        finalUrl: outcome.finalUrl,
        archiveId: archived.id,
        contentHash: archived.contentHash,
        title: content.title,
        retrievedAt: outcome.fetchedAt,
        changed: known?.contentHash !== archived.contentHash,
      };
    },
    { retry: { maxAttempts: ATTEMPTS } },
  );
}
