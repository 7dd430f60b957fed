import type { Archive, ArchivedPage } from '../../archive/index.js';
import { decodeBody } from '../../providers/index.js';
import {
  pageContent,
  structuredSignals,
  textKind,
  type FoundSignal,
  type PageContent,
  type PageLink,
  type ReadingContext,
  type TextKind,
} from '../../extraction/index.js';

export interface InspectedPage {
  readonly archived: ArchivedPage;
  readonly kind: TextKind;
  /** Decoded body. */
  readonly text: string;
  readonly links: readonly PageLink[];
  readonly contentDate: string | null;
  readonly structured: readonly FoundSignal[];
}

/**
 * Looks at an archived page again: its links and what structured readers find. Not journaled: archived rows never change,
 * so that a replay sees the same. Throws when the archive has lost the page.
 */
export async function inspectPage(archive: Archive, archiveId: string, timeZone: string): Promise<InspectedPage> {
  const [archived, body] = await Promise.all([archive.get(archiveId), archive.body(archiveId)]);
  if (archived === null || body === null)
    throw new Error(`Page ${archiveId} is not in the archive: restore it from a backup, or run the phase anew.`);
  const { text } = decodeBody(body, archived.contentType);
  const page = { ...archived, text, body };
  const content: PageContent = await pageContent(page);
  const context: ReadingContext = { url: archived.finalUrl, at: new Date(archived.fetchedAt), timeZone };
  return {
    archived,
    kind: textKind(archived.contentType, text),
    text,
    links: content.links,
    contentDate: content.contentDate,
    structured: structuredSignals(page, archived.mainText, context),
  };
}
