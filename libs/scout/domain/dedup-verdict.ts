import { canonicalUrl } from './canonical-key.js';
import { hoursApart, sameDay } from './day.js';
import { normaliseTitle } from './title.js';

export interface DedupThresholds {
  /** Same URL and at least this cosine: the same signal again. Starting value 0.85. */
  readonly refresh: number;
  /** Another URL and at least this cosine: somebody else tells of the same thing. Starting value 0.92. */
  readonly corroborate: number;
}
interface Draft {
  readonly type: string;
  readonly title: string;
  readonly sourceUrl: string;
  readonly startsAt: string | null;
}
interface Neighbour {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly sourceUrls: readonly string[];
  readonly startsAt: string | null;
  readonly reviewStatus: string;
  readonly cosine: number;
}
export type DedupDecision =
  | { readonly kind: 'create' }
  | { readonly kind: 'refresh'; readonly signalId: string; readonly because: string }
  | { readonly kind: 'corroborate'; readonly signalId: string; readonly because: string };

/** One page that lists two sessions of a day this far apart means two events; less is a corrected time. */
const SESSIONS_APART_HOURS = 2;

const samePage = (a: string, b: string): boolean => (canonicalUrl(a) ?? a) === (canonicalUrl(b) ?? b);

/** What still holds before what has expired: new words belong to the former, and revive the latter only where there is no other. */
const heldFirst = (a: Neighbour, b: Neighbour): number =>
  Number(a.reviewStatus === 'expired') - Number(b.reviewStatus === 'expired');

/** Weekly meetings share title and text; only the day tells them apart. */
function compatibleTimes(draft: Draft, known: Neighbour, onSamePage: boolean): boolean {
  if (draft.type !== 'gathering' || draft.startsAt === null || known.startsAt === null) return true;
  if (!sameDay(draft.startsAt, known.startsAt)) return false;
  return !onSamePage || hoursApart(draft.startsAt, known.startsAt) < SESSIONS_APART_HOURS;
}

/**
 * Whether a draft is a known signal told again by the same page (refresh), by another one (corroborate), or a new one (create).
 * Pure; layers 2–4 of the dedup rule in order: same title and type, then nearest neighbours of the same type, then create.
 */
export function dedupVerdict(thresholds: DedupThresholds) {
  return (
    draft: Draft,
    candidates: { readonly sameTitle: readonly Neighbour[]; readonly nearest: readonly Neighbour[] },
  ): DedupDecision => {
    const isHere = (known: Neighbour): boolean => known.sourceUrls.some((url) => samePage(url, draft.sourceUrl));
    const title = normaliseTitle(draft.title);
    const titled = candidates.sameTitle
      .filter(
        (known) =>
          known.type === draft.type &&
          normaliseTitle(known.title) === title &&
          compatibleTimes(draft, known, isHere(known)),
      )
      .toSorted((a, b) => heldFirst(a, b) || Number(isHere(b)) - Number(isHere(a)));
    const [same] = titled;
    if (same !== undefined) {
      return isHere(same)
        ? { kind: 'refresh', signalId: same.id, because: 'same title and page' }
        : { kind: 'corroborate', signalId: same.id, because: 'same title, another page' };
    }

    const near = candidates.nearest
      .filter((known) => known.type === draft.type && compatibleTimes(draft, known, isHere(known)))
      .toSorted((a, b) => heldFirst(a, b) || b.cosine - a.cosine);
    for (const known of near) {
      const because = `cosine ${known.cosine.toFixed(3)}`;
      if (isHere(known) && known.cosine >= thresholds.refresh)
        return { kind: 'refresh', signalId: known.id, because: `${because}, same page` };
      if (!isHere(known) && known.cosine >= thresholds.corroborate) {
        return { kind: 'corroborate', signalId: known.id, because: `${because}, another page` };
      }
    }
    return { kind: 'create' };
  };
}

/**
 * Layer 1: within one batch a title of a type (and, for gatherings, a start) stands once. Returns the indices that stay, first one first.
 */
export function uniqueWithinBatch(drafts: readonly Pick<Draft, 'type' | 'title' | 'startsAt'>[]): number[] {
  const seen = new Set<string>();
  return drafts.flatMap((draft, index) => {
    const key = JSON.stringify([
      draft.type,
      normaliseTitle(draft.title),
      draft.type === 'gathering' ? draft.startsAt : null,
    ]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [index];
  });
}
