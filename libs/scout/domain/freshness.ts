import { daysBetween } from './day.js';

/** When a signal is over (domain.md, Reap). Days. Handed to the graph, which expires in one statement. */
export const REAP_RULES = {
  gatheringGraceDays: 7,
  needDays: 60,
  noticeDays: 90,
  unconfirmedDays: 30,
  ongoingAidDays: 60,
  maxAgeDays: 365,
} as const;

/** Content dated longer ago than this is not extracted. Days. */
export const OLDEST_CONTENT_DAYS = 365;

interface Ageing {
  readonly type: 'gathering' | 'aid' | 'need' | 'notice' | 'tension';
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly rrule: string | null;
  readonly nextOccurrence: string | null;
  readonly isOngoing: boolean | null;
  readonly extractedAt: string;
  readonly lastConfirmedAt: string;
}

/** Why a signal is expired at `now`, or null while it holds. The same rule that the graph's reap statement carries out. */
export function expiredBecause(signal: Ageing, now: Date, rules: typeof REAP_RULES = REAP_RULES): string | null {
  const age = daysBetween(signal.extractedAt, now);
  if (age > rules.maxAgeDays) return `older than ${String(rules.maxAgeDays)} days`;
  const unconfirmed = daysBetween(signal.lastConfirmedAt, now);
  switch (signal.type) {
    case 'gathering': {
      if (signal.rrule !== null) return signal.nextOccurrence === null ? 'no occurrence left' : null;
      const end = signal.endsAt ?? signal.startsAt;
      return end !== null && daysBetween(end, now) > rules.gatheringGraceDays ? 'it is over' : null;
    }
    case 'need':
      return age > rules.needDays ? `a need older than ${String(rules.needDays)} days` : null;
    case 'notice':
      return age > rules.noticeDays ? `a notice older than ${String(rules.noticeDays)} days` : null;
    case 'aid': {
      const limit = signal.isOngoing === true ? rules.ongoingAidDays : rules.unconfirmedDays;
      return unconfirmed > limit ? `not confirmed for ${String(limit)} days` : null;
    }
    case 'tension':
      return unconfirmed > rules.unconfirmedDays ? `not confirmed for ${String(rules.unconfirmedDays)} days` : null;
  }
}

/**
 * True when a text dated `contentDate` about something at `startsAt` is too old to extract.
 * A future date of the thing itself outweighs an old page; unknown dates never exclude.
 */
export function isTooOld(
  contentDate: string | null,
  startsAt: string | null,
  endsAt: string | null,
  now: Date,
): boolean {
  const happening = endsAt ?? startsAt;
  if (happening !== null) return daysBetween(happening, now) > OLDEST_CONTENT_DAYS;
  return contentDate !== null && daysBetween(contentDate, now) > OLDEST_CONTENT_DAYS;
}
