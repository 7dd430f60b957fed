import { dateTextOf, instantOf } from '../database/instant.js';
import type { SignalContent } from '../model.js';
import { titleKey } from './title-key.js';

/** Content of a signal as properties of its node, without the point and the times to compare by (`contentTimes`). */
export function contentProperties(
  content: SignalContent,
): Record<string, string | number | boolean | readonly string[] | null> {
  return {
    type: content.type,
    title: content.title,
    title_key: titleKey(content.title),
    summary: content.summary,
    sensitivity: content.sensitivity,
    location_name: content.locationName,
    location_precision: content.locationPrecision,
    source_url: content.sourceUrl,
    action_url: content.actionUrl,
    content_date_text: dateTextOf(content.contentDate),
    language: content.language,
    event_status: content.eventStatus,
    starts_at_text: dateTextOf(content.startsAt),
    ends_at_text: dateTextOf(content.endsAt),
    time_zone: content.timeZone,
    rrule: content.rrule,
    is_recurring: content.rrule !== null,
    next_occurrence_text: dateTextOf(content.nextOccurrence),
    organizer: content.organizer,
    availability: content.availability,
    is_ongoing: content.isOngoing,
    eligibility: content.eligibility,
    urgency: content.urgency,
    what_needed: content.whatNeeded,
    goal: content.goal,
    severity: content.severity,
    category: content.category,
    effective_date_text: dateTextOf(content.effectiveDate),
    source_authority: content.sourceAuthority,
    what_would_help: content.whatWouldHelp,
    implied_queries: content.impliedQueries,
  };
}

/** Instants of the content's times, as parameters for `datetime()`. */
export function contentTimes(content: SignalContent) {
  return {
    startsAt: instantOf(content.startsAt),
    endsAt: instantOf(content.endsAt),
    nextOccurrence: instantOf(content.nextOccurrence),
    contentDate: instantOf(content.contentDate),
    effectiveDate: instantOf(content.effectiveDate),
  };
}

/** What readers are shown in the source's words: new words want a new review. */
const PUBLISHED_TEXT = new Set([
  'title',
  'summary',
  'location_name',
  'organizer',
  'availability',
  'eligibility',
  'what_needed',
  'goal',
  'category',
  'source_authority',
  'what_would_help',
]);

function isMaterial({ field, from, to }: FieldChange): boolean {
  if (field === 'action_url') return true;
  return PUBLISHED_TEXT.has(field) && titleKey(String(from ?? '')) !== titleKey(String(to));
}

/** One field of a signal that a refresh replaced. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Never replaced by a refresh: the signal stays what and where it was found first. */
const KEPT = new Set(['type', 'source_url', 'is_recurring']);

/**
 * What a newly read content changes in a stored one. A field the new reading does not give stays: a source that stops
 * repeating something does not take it back. `material`: published words or the link to act changed, by more than case,
 * punctuation and spacing.
 */
export function changedProperties(
  stored: Readonly<Record<string, unknown>>,
  content: SignalContent,
): {
  readonly changes: Record<string, unknown>;
  readonly history: readonly FieldChange[];
  readonly material: boolean;
} {
  const changes: Record<string, unknown> = {};
  const history: FieldChange[] = [];
  for (const [field, to] of Object.entries(contentProperties(content))) {
    if (to === null || KEPT.has(field) || (Array.isArray(to) && to.length === 0)) continue;
    const from = stored[field] ?? null;
    if (JSON.stringify(from) === JSON.stringify(to)) continue;
    changes[field] = to;
    if (field !== 'title_key') history.push({ field, from, to });
  }
  return { changes, history, material: history.some(isMaterial) };
}
