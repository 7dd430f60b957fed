/** Shown in full from here on; limited down to `SHOWN_LIMITED`; below that hidden from the public API. */
export const SHOWN_IN_FULL = 0.6;
export const SHOWN_LIMITED = 0.4;

interface Rated {
  readonly type: 'gathering' | 'aid' | 'need' | 'notice' | 'tension';
  readonly sourceUrl: string;
  readonly actionUrl: string | null;
  readonly location: unknown;
  readonly locationName: string | null;
  readonly locationPrecision: 'exact' | 'neighborhood' | 'approximate' | 'region' | null;
  readonly startsAt: string | null;
  readonly availability: string | null;
  readonly isOngoing: boolean | null;
  readonly whatNeeded: string | null;
  readonly sourceAuthority: string | null;
  readonly whatWouldHelp: string | null;
}

const GEO_SCORE = { exact: 1, neighborhood: 0.7, approximate: 0.3, region: 0.3 } as const;
const NO_PLACE = 0.3;

/** An address to act at counts only when it is not the page that the signal was read on. */
export const hasActionUrl = (signal: Pick<Rated, 'actionUrl' | 'sourceUrl'>): boolean =>
  signal.actionUrl !== null && signal.actionUrl.trim() !== '' && signal.actionUrl !== signal.sourceUrl;

function givenFields(signal: Rated): readonly boolean[] {
  const place = signal.location !== null || signal.locationName !== null;
  switch (signal.type) {
    case 'gathering':
      return [place, hasActionUrl(signal), signal.startsAt !== null];
    case 'aid':
      return [place, hasActionUrl(signal), signal.availability !== null];
    case 'need':
      return [place, hasActionUrl(signal), signal.whatNeeded !== null];
    case 'notice':
    case 'tension':
      return [place, signal.sourceAuthority !== null || signal.whatWouldHelp !== null];
  }
}

/** Share of the type's optional fields that the source gave, 0–1. */
export function completeness(signal: Rated): number {
  const fields = givenFields(signal);
  return fields.filter(Boolean).length / fields.length;
}

/** 0.5 · completeness + 0.5 · geo (domain.md, Confidence), 0–1: a bare signal gets 0.15, a complete one with an exact place 1. */
export function signalConfidence(signal: Rated): number {
  const geo = signal.locationPrecision === null ? NO_PLACE : GEO_SCORE[signal.locationPrecision];
  return 0.5 * completeness(signal) + 0.5 * geo;
}

/** Whether a reader can do something with it: notices always; tensions never; aid only while it goes on. */
export function isActionable(signal: Rated): boolean {
  switch (signal.type) {
    case 'notice':
      return true;
    case 'tension':
      return false;
    case 'need':
      return hasActionUrl(signal);
    case 'aid':
      return hasActionUrl(signal) && signal.isOngoing === true;
    case 'gathering':
      return hasActionUrl(signal) && signal.startsAt !== null;
  }
}
