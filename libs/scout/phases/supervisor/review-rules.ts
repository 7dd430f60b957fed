import type { Evidence, Signal } from '#graph';
import { findPrivatePii, isFakeCenter, isJunkTitle, isTooOld } from '../../domain/index.js';

export type RuleVerdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'reject'; readonly reason: string }
  /** Waits for a person. */
  | { readonly kind: 'hold'; readonly reason: string };

type Reviewed = Pick<Signal, 'title' | 'summary' | 'contentDate' | 'startsAt' | 'endsAt' | 'eventStatus'>;

/** Why a signal waits for a person, and what then stands against its source. */
export const PRIVATE_CONTACT = 'it holds a private contact';

const PRESENT = new Set(['exact', 'whitespace', 'casefold']);

/**
 * What rules alone can say about a staged signal: no evidence with a verified quote or a private contact: held; a title that
 * says nothing or a content long past: rejected; else it may pass. Structured mode publishes by it; with a model it comes first.
 */
export function ruleVerdict(
  signal: Reviewed,
  evidence: readonly Pick<Evidence, 'quote' | 'alignment' | 'archiveId'>[],
  now: Date,
): RuleVerdict {
  if (signal.title.trim() === '' || isJunkTitle(signal.title))
    return { kind: 'reject', reason: 'its title says nothing' };
  const quoted = evidence.some(
    ({ quote, alignment, archiveId }) => quote.trim() !== '' && archiveId !== '' && PRESENT.has(alignment),
  );
  if (!quoted) return { kind: 'hold', reason: 'no verified quote' };
  if (isTooOld(signal.contentDate, signal.startsAt, signal.endsAt, now))
    return { kind: 'reject', reason: 'its content is more than a year old' };
  if (signal.startsAt !== null && signal.endsAt !== null && new Date(signal.endsAt) < new Date(signal.startsAt)) {
    return { kind: 'hold', reason: 'it ends before it starts' };
  }
  if (findPrivatePii(`${signal.title}\n${signal.summary}`).length > 0) return { kind: 'hold', reason: PRIVATE_CONTACT };
  return { kind: 'pass' };
}

type Suspect = Pick<Signal, 'confidence' | 'location' | 'locationName' | 'causeHeat' | 'local'>;
const LOW_CONFIDENCE = 0.5;
const VISIBLE_HEAT = 0.5;

/** Why a signal deserves a second look, in words for the reviewer; empty when nothing is odd. */
export function suspicions(signal: Suspect, evidenceCount: number): string[] {
  return [
    ...(signal.confidence < LOW_CONFIDENCE && evidenceCount <= 1 ? ['little is known and one source tells it'] : []),
    ...(signal.confidence < LOW_CONFIDENCE && signal.causeHeat >= VISIBLE_HEAT
      ? ['little is known, yet it will be widely seen']
      : []),
    ...(signal.local ? [] : ['it may lie outside the region']),
  ];
}

/** Signals whose coordinates are the region's centre in disguise. */
export const fakeCenters = <T extends Pick<Signal, 'id' | 'location' | 'locationName' | 'locationPrecision'>>(
  signals: readonly T[],
  center: { latitude: number; longitude: number },
): T[] =>
  signals.filter(
    ({ location, locationName, locationPrecision }) =>
      location !== null && isFakeCenter(location, center, locationPrecision === 'exact' ? locationName : null),
  );
