import type { z } from 'zod';
import type { NewEvidence, SignalContent } from '#graph';
import type { AgentMemory } from '../../agents/index.js';
import {
  canonicalUrl,
  channelOf,
  entityOf,
  findPrivatePii,
  isJunkTitle,
  locateQuote,
  sensitivityOf,
  signalConfidence,
} from '../../domain/index.js';
import type { findResponsesAnswer, linkTensionAnswer } from '../../prompts/schemas.js';
import { archivedText } from '../../reading/index.js';
import type { ReadPage } from '../../reading/index.js';
import type { PhaseContext } from '../phase.js';
import { contentOf } from '../../signals/index.js';
import type { SignalToStore } from '../../signals/index.js';
import { isoOrNull } from './found-dates.js';

export type FoundTension = z.infer<typeof linkTensionAnswer>['tensions'][number];
export type FoundResponse = z.infer<typeof findResponsesAnswer>['responses'][number];

/** An emergent tension is not looked at by the finders until somebody else tells of it too (rule 44). */
const EMERGENT_TENSION_CONFIDENCE = 0.4;

export interface Kept<T> {
  readonly found: T;
  readonly signal: SignalToStore;
}
export interface Sifted<T> {
  readonly kept: readonly Kept<T>[];
  readonly dropped: readonly { readonly title: string; readonly url: string; readonly reason: string }[];
}

type TextOf = (page: ReadPage) => Promise<string>;

/** Reads texts of pages from the archive. */
export const textIn =
  (context: PhaseContext): TextOf =>
  (page) =>
    archivedText(context, page.archiveId);

/** Evidence for a quote of a page, or null when it does not stand there. */
export function evidenceFor(page: ReadPage, text: string, quote: string, confidence: number): NewEvidence | null {
  const located = locateQuote(text, quote);
  if (located === null) return null;
  return {
    sourceUrl: page.finalUrl,
    contentHash: page.contentHash,
    archiveId: page.archiveId,
    quote: located.quote,
    quoteOffset: located.offset,
    alignment: located.alignment,
    retrievedAt: page.retrievedAt,
    relevance: 'original',
    confidence,
    channel: channelOf(page.finalUrl),
    entity: entityOf(page.finalUrl),
  };
}

type Basics = Pick<FoundTension, 'title' | 'summary' | 'url' | 'quote'>;

/** Keeps what stands on a page that the agent read; everything else is dropped with its reason. */
async function sift<T extends Basics>(
  found: readonly T[],
  memory: AgentMemory,
  textOf: TextOf,
  content: (one: T, url: string) => SignalContent,
  confidence: (content: SignalContent) => number,
): Promise<Sifted<T>> {
  const kept: Kept<T>[] = [];
  const dropped: { title: string; url: string; reason: string }[] = [];
  for (const one of found) {
    const drop = (reason: string): void => void dropped.push({ title: one.title, url: one.url, reason });
    const page = memory.pageAt(one.url);
    if (page === null) drop('its page was never read');
    else if (isJunkTitle(one.title)) drop('its title says nothing');
    else if (findPrivatePii(`${one.title} ${one.summary}`).length > 0) drop('it holds a private contact');
    else {
      const known = content(one, canonicalUrl(page.finalUrl) ?? page.finalUrl);
      const evidence = evidenceFor(page, await textOf(page), one.quote, confidence(known));
      if (evidence === null) drop('its quote does not stand on the page');
      else {
        kept.push({
          found: one,
          signal: {
            ...known,
            confidence: confidence(known),
            evidence,
            sourceId: null,
            actors: [],
            resources: [],
            local: true,
          },
        });
      }
    }
  }
  return { kept, dropped };
}

/** Tensions an agent found, as signals with their evidence. Their place stays empty: a region is no place. */
export function siftTensions(
  found: readonly FoundTension[],
  memory: AgentMemory,
  textOf: TextOf,
): Promise<Sifted<FoundTension>> {
  return sift(
    found,
    memory,
    textOf,
    (one, sourceUrl) =>
      contentOf({
        type: 'tension',
        title: one.title,
        summary: one.summary,
        sourceUrl,
        sensitivity: sensitivityOf(`${one.title} ${one.summary} ${one.quote}`),
        severity: one.severity,
        category: one.category,
        whatWouldHelp: one.what_would_help,
      }),
    () => EMERGENT_TENSION_CONFIDENCE,
  );
}

/** Responses and gatherings an agent found, as signals with their evidence. A malformed date is no date. */
export function siftResponses(
  found: readonly FoundResponse[],
  memory: AgentMemory,
  textOf: TextOf,
  timeZone: string,
): Promise<Sifted<FoundResponse>> {
  return sift(
    found,
    memory,
    textOf,
    (one, sourceUrl) => {
      const startsAt = one.type === 'gathering' ? isoOrNull(one.starts_at) : null;
      return contentOf({
        type: one.type,
        title: one.title,
        summary: one.summary,
        sourceUrl,
        sensitivity: sensitivityOf(`${one.title} ${one.summary} ${one.quote}`),
        startsAt,
        timeZone: startsAt === null ? null : timeZone,
        organizer: one.organizer,
        locationName: one.location_name,
      });
    },
    signalConfidence,
  );
}
