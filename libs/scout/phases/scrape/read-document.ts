import { askLlm, type WithoutAnswer } from '../../agents/index.js';
import { endClaim, recordReading } from '../../archive/index.js';
import { canonicalUrl } from '../../domain/index.js';
import {
  DOCUMENT_CHARS,
  EXTRACT_SIGNALS,
  extractionQuestion,
  fromAnswer,
  mergeFound,
  postProcess,
  type EvidencePage,
  type FoundSignal,
  type KeptSignal,
} from '../../extraction/index.js';
import { storeSignals, type SignalToStore } from '../../signals/index.js';
import type { PhaseContext } from '../phase.js';
import { namedActors, type Account } from './named-actors.js';
import type { SourceToRead, UnreadPage } from './scrape-input.js';

export type ReadingContextOfSource = Pick<PhaseContext, 'durable' | 'region' | 'services'> & {
  readonly source: SourceToRead;
};
/** The same for a text that no source of the region published yet. */
export type ReadingContextOfText = Pick<PhaseContext, 'durable' | 'region' | 'services'> & {
  readonly source: { readonly id: string | null };
};

/** A text to find signals in, with what structured readers already found there. */
export interface DocumentToRead {
  /** Address it is known by: names its steps, and is what was read. */
  readonly url: string;
  /** What it is remembered by when its address is not enough: an item of a feed that has no page. */
  readonly key?: string;
  /** The archived page that quotes are found in. */
  readonly page: EvidencePage;
  /** What the model reads, when that is only a part of the page. */
  readonly excerpt?: string;
  readonly structured: readonly FoundSignal[];
  /** Written by machines for machines (calendar, directory): no model needs to read it. */
  readonly machineWritten: boolean;
  /** Account that owns the source, when it speaks for itself. */
  readonly author?: Account;
}
export interface DocumentReading {
  readonly created: number;
  readonly corroborated: number;
  readonly refreshed: number;
  readonly tensions: number;
  readonly rejected: number;
  /** The text itself, when it was not read to its end. */
  readonly unread: readonly UnreadPage[];
}

const SHORTEST_TEXT = 40;
const MIN_RESOURCE_CONFIDENCE = 0.3;
const STRUCTURED_VERSION = 1;

/** Who reads texts now; a text read by somebody else is read again. */
export const readerName = (hasModel: boolean): string =>
  hasModel
    ? `${EXTRACT_SIGNALS.name} v${String(EXTRACT_SIGNALS.version)}`
    : `structured v${String(STRUCTURED_VERSION)}`;

interface ModelReading {
  readonly found: readonly FoundSignal[];
  /** Whether the model gave an answer. */
  readonly read: boolean;
  /** Why it gave none though it was asked. */
  readonly without: { readonly because: WithoutAnswer; readonly reason: string } | null;
}

/** What the model finds in the text. Without a model, or for machine-written and empty texts, nothing. */
async function modelReading(context: ReadingContextOfText, document: DocumentToRead): Promise<ModelReading> {
  const { llm } = context.services;
  const { page, excerpt: text = page.text } = document;
  const notAsked = { found: [], read: false, without: null };
  if (llm === null || document.machineWritten || text.trim().length < SHORTEST_TEXT) return notAsked;
  const question = extractionQuestion(context.region, [
    { url: document.url, text: text.slice(0, DOCUMENT_CHARS), fetchedOn: page.retrievedAt },
  ]);
  const asked = await askLlm(context, llm, { name: `extract: ${document.url}`, task: EXTRACT_SIGNALS, question });
  if (asked.kind === 'none') return { found: [], read: false, without: asked };
  return {
    found: asked.answer.signals.map((signal) => fromAnswer(signal, page.url, context.region.timeZone)),
    read: true,
    without: null,
  };
}

const toStore = (
  kept: KeptSignal,
  source: ReadingContextOfText['source'],
  author: DocumentToRead['author'],
): SignalToStore => ({
  ...kept.content,
  confidence: kept.confidence,
  evidence: kept.evidence,
  sourceId: source.id,
  actors: namedActors(kept, author),
  resources: kept.found.resources.filter(({ confidence }) => confidence >= MIN_RESOURCE_CONFIDENCE),
  local: kept.local,
});

/** Why a text was not read to its end; null when it was. */
function notRead(
  url: string,
  without: ModelReading['without'],
  notStored: 'budget' | 'failed' | null,
): UnreadPage | null {
  if (without !== null) return { url, because: without.because, reason: `extract: ${without.reason}` };
  if (notStored === null) return null;
  return notStored === 'budget'
    ? { url, because: 'budget', reason: 'store: the budget is used up' }
    : { url, because: 'embedding', reason: 'store: the provider of embeddings gave none' };
}

/**
 * Finds the signals of one text and stores them: the model reads (paid, journaled), structured data wins on dates and places, what may
 * not be stored is told with its reason, the rest goes through embedding and dedup. A text that was read to the end is not read again;
 * one that was not, because the model or the embedding gave nothing, stays owed to the next run.
 */
export async function readDocument(context: ReadingContextOfText, document: DocumentToRead): Promise<DocumentReading> {
  const { durable, region, services, source } = context;
  const model = await modelReading(context, document);
  const found = mergeFound(document.structured, model.found, model.read);
  const { kept, rejected } = postProcess(found, document.page, region, new Date(document.page.retrievedAt));
  for (const item of rejected) await durable.event('item_rejected', { url: document.url, ...item });
  const stored = await storeSignals(context, {
    name: document.url,
    createdBy: 'scrape/extract',
    signals: kept.map((signal) => toStore(signal, source, document.author)),
  });
  const unread = notRead(document.url, model.without, stored.skipped);
  await durable.tx(`${unread === null ? 'read' : 'owed'}: ${document.url}`, async (client) => {
    const url = document.key ?? canonicalUrl(document.url) ?? document.url;
    if (unread === null)
      await recordReading(client, {
        region: region.slug,
        url,
        contentHash: document.page.contentHash,
        reader: readerName(services.llm !== null),
        runId: durable.rootId,
      });
    await endClaim(client, durable.rootId, {
      url,
      outcome: unread === null ? 'read' : 'owed',
      reason: unread?.reason ?? null,
    });
  });
  const tensions = stored.stored.filter(
    ({ verdict, draftIndex }) => verdict === 'create' && kept[draftIndex]?.content.type === 'tension',
  ).length;
  return {
    created: stored.created,
    corroborated: stored.corroborated,
    refreshed: stored.refreshed,
    tensions,
    rejected: rejected.length,
    unread: unread === null ? [] : [unread],
  };
}
