import type { z } from 'zod';
import { askLlm, type WithoutAnswer } from '../../agents/index.js';
import { canonicalUrl, locateQuote } from '../../domain/index.js';
import { documentBlock, regionBlock } from '../../prompts/data-blocks.js';
import type { extractActorsAnswer } from '../../prompts/schemas.js';
import type { LlmPort } from '../../providers/index.js';
import { archivedText } from '../../reading/index.js';
import type { ReadPage } from '../../reading/index.js';
import type { PhaseContext } from '../phase.js';
import { EXTRACT_ACTORS } from './prompts.js';
import type { FoundActor } from './found-actor.js';

/** Longest text of a page given to the model. Characters. */
const PAGE_CHARS = 20_000;

type Answered = z.infer<typeof extractActorsAnswer>['actors'][number];

/** An actor as the model names it, kept only when its quote stands in the page and its name in the quote's page too. */
export function verifiedActor(actor: Answered, pageUrl: string, text: string): FoundActor | null {
  const located = locateQuote(text, actor.quote);
  const name = actor.name.replace(/\s+/g, ' ').trim();
  if (located === null || name.length < 3) return null;
  const inText = (value: string | null): string | null =>
    value !== null && locateQuote(text, value) !== null ? value : null;
  return {
    name,
    type: actor.type,
    description: actor.description,
    url: actor.url === null ? null : canonicalUrl(actor.url),
    socialUrls: actor.social_urls.flatMap((url) => canonicalUrl(url) ?? []),
    place: actor.place,
    // A contact is public only as an organisation's, and only as the page gives it.
    contact: actor.type === 'individual' ? null : inText(actor.contact),
    pageUrl,
    quote: located.quote,
  };
}

export interface ExtractedActors {
  readonly actors: readonly FoundActor[];
  /** Why the model gave nothing this time: the page is to be asked about again. */
  readonly unanswered: WithoutAnswer | null;
}

/** The actors that one page names, each with its quote. */
export async function extractActors(context: PhaseContext, llm: LlmPort, page: ReadPage): Promise<ExtractedActors> {
  const text = (await archivedText(context, page.archiveId)).slice(0, PAGE_CHARS);
  const asked = await askLlm(context, llm, {
    name: `extract actors: ${page.url}`,
    task: EXTRACT_ACTORS,
    question: `${regionBlock(context.region)}\n${documentBlock({ index: 0, url: page.finalUrl, text, fetchedOn: page.retrievedAt })}`,
  });
  if (asked.kind === 'none') return { actors: [], unanswered: asked.because };
  const actors = asked.answer.actors.map((actor) => verifiedActor(actor, page.finalUrl, text));
  return { actors: actors.filter((actor) => actor !== null), unanswered: null };
}
