import type { NewEvidence, RegionScope, SignalContent } from '#graph';
import {
  addressesModel,
  canonicalUrl,
  channelOf,
  entityOf,
  isFakeCenter,
  isInBox,
  isJunkTitle,
  isTooOld,
  isValidPoint,
  mostSensitive,
  QuotableText,
  registeredDomain,
  regionBox,
  sensitivityOf,
  signalConfidence,
  uniqueWithinBatch,
  withoutPrivatePii,
} from '../domain/index.js';
import type { FoundSignal } from './found-signal.js';

/** The archived page that the items were read on. */
export interface EvidencePage {
  readonly url: string;
  readonly archiveId: string;
  readonly contentHash: string;
  readonly retrievedAt: string;
  readonly text: string;
  readonly language: string | null;
  readonly contentDate: string | null;
  /** Where the page links to; addresses in its text count as well. */
  readonly links?: readonly string[];
}
export interface KeptSignal {
  readonly found: FoundSignal;
  readonly content: SignalContent;
  readonly confidence: number;
  readonly evidence: NewEvidence;
  readonly local: boolean;
}
export type Rejection = 'junk_title' | 'second_hand' | 'too_old' | 'quote_not_found' | 'repeated' | 'addresses_model';
export interface RejectedItem {
  readonly title: string;
  readonly type: SignalContent['type'];
  readonly because: Rejection;
  readonly quote: string;
}
export interface PostProcessed {
  readonly kept: readonly KeptSignal[];
  readonly rejected: readonly RejectedItem[];
}

const MAX_QUOTE_CHARS = 1_000;

/** A place without a coordinate is local when it names the region or names no other; with one, when it lies in the region's box. */
function isLocal(content: SignalContent, region: RegionScope): boolean {
  if (content.location !== null) return isInBox(content.location, regionBox(region.center, region.radiusKm));
  return true;
}

/** Whether the page itself gives this address, in its text or as a link. */
function standsOn(page: EvidencePage, url: string): boolean {
  if (page.text.includes(url)) return true;
  const address = canonicalUrl(url);
  return page.links?.some((link) => canonicalUrl(link) === address) ?? false;
}

/**
 * Where an item is known to stand. An item's own address was read from untrusted text: it is taken only within the page's
 * registered domain, and from a model only when the page gives it; elsewhere it is at most a way to act.
 */
function addresses(item: FoundSignal, page: EvidencePage): Pick<SignalContent, 'sourceUrl' | 'actionUrl'> {
  const { sourceUrl: own, actionUrl } = item.content;
  const known = own !== page.url && (item.readFrom !== 'llm' || standsOn(page, own));
  const here = known && registeredDomain(own) === registeredDomain(page.url);
  const sourceUrl = here ? own : page.url;
  const act = actionUrl ?? (known ? own : null);
  return { sourceUrl, actionUrl: act === sourceUrl || act === page.url ? null : act };
}

/** Lines before and after a quote that could have told the model to report it. */
const ORDER_REACH = 2;

/** Whether the words of an item, or the lines around its quote, order a model about: then the model was told to report it. */
function isOrdered({ content, quote }: FoundSignal, text: string, offset: number): boolean {
  const before = text
    .slice(0, offset)
    .split('\n')
    .slice(-1 - ORDER_REACH);
  const after = text
    .slice(offset)
    .split('\n')
    .slice(0, quote.split('\n').length + ORDER_REACH);
  return [
    content.title,
    content.summary,
    [...before.slice(0, -1), `${before.at(-1) ?? ''}${after[0] ?? ''}`, ...after.slice(1)].join('\n'),
  ].some(addressesModel);
}

function cleaned(item: FoundSignal, page: EvidencePage, region: RegionScope): SignalContent {
  const { content } = item;
  const usable =
    content.location !== null &&
    isValidPoint(content.location) &&
    !isFakeCenter(content.location, region.center, content.locationName);
  return {
    ...content,
    title: withoutPrivatePii(content.title),
    summary: withoutPrivatePii(content.summary),
    location: usable ? content.location : null,
    language: content.language ?? page.language,
    contentDate: content.contentDate ?? page.contentDate,
    sensitivity: mostSensitive([content.sensitivity, sensitivityOf(`${content.title}\n${content.summary}`)]),
    ...addresses(item, page),
  };
}

/**
 * What may be stored of the items found on a page: junk titles, second-hand opinion, content over a year old, repeats, quotes that do
 * not stand in the archived text, and what a model was ordered to report are turned away, each with its reason. Kept ones carry evidence, confidence and sensitivity.
 */
export function postProcess(
  found: readonly FoundSignal[],
  page: EvidencePage,
  region: RegionScope,
  at: Date,
): PostProcessed {
  const text = new QuotableText(page.text);
  const kept: KeptSignal[] = [];
  const rejected: RejectedItem[] = [];
  const unique = new Set(uniqueWithinBatch(found.map(({ content }) => content)));
  found.forEach((item, index) => {
    const reject = (because: Rejection): void => {
      rejected.push({
        title: item.content.title.slice(0, 200),
        type: item.content.type,
        because,
        quote: item.quote.slice(0, 200),
      });
    };
    if (!unique.has(index)) return reject('repeated');
    if (isJunkTitle(item.content.title)) return reject('junk_title');
    if (!item.firstHand && item.readFrom === 'llm') return reject('second_hand');
    const content = cleaned(item, page, region);
    if (isTooOld(content.contentDate, content.startsAt, content.nextOccurrence ?? content.endsAt, at))
      return reject('too_old');
    const located = text.locate(item.quote.slice(0, MAX_QUOTE_CHARS));
    if (located === null) return reject('quote_not_found');
    if (item.readFrom === 'llm' && isOrdered(item, page.text, located.offset)) return reject('addresses_model');
    kept.push({
      found: item,
      content,
      confidence: signalConfidence(content),
      local: isLocal(content, region),
      evidence: {
        sourceUrl: page.url,
        contentHash: page.contentHash,
        archiveId: page.archiveId,
        quote: located.quote,
        quoteOffset: located.offset,
        alignment: located.alignment,
        retrievedAt: page.retrievedAt,
        relevance: 'original',
        confidence: item.certainty,
        channel: channelOf(page.url),
        entity: entityOf(page.url),
      },
    });
  });
  return { kept, rejected };
}
