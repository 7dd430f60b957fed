import type { z } from 'zod';
import { isoWithOffset, isValidPoint } from '../../domain/index.js';
import type { extractedSignal } from '../../prompts/schemas.js';
import { contentOf } from '../../signals/index.js';
import type { FoundSignal } from '../found-signal.js';

export type ExtractedSignal = z.infer<typeof extractedSignal>;

const MAX_IMPLIED_QUERIES = 3;
const MAX_TAGS = 5;
const MODEL_CERTAINTY = 0.7;
const EMPTY_WORDS = /^(?:n\/?a|none|null|unknown|tbd|tba|not specified|not given|contact for details)\.?$/i;

/** A text the model gave, or null for what only fills a field. */
const said = (value: string | null): string | null => {
  const text = value?.trim() ?? '';
  return text === '' || EMPTY_WORDS.test(text) ? null : text;
};
const address = (value: string | null): string | null => {
  const text = said(value);
  return text !== null && URL.canParse(text) && /^https?:/i.test(text) ? text : null;
};
const slug = (value: string): string =>
  value
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');

/**
 * One signal of the model's answer in our terms. Malformed dates become null (never an error), coordinates off the Earth too.
 * @param documentUrl the page it was read on; a post's own permalink is claimed in its place (`postProcess` judges it)
 */
export function fromAnswer(signal: ExtractedSignal, documentUrl: string, timeZone: string): FoundSignal {
  const time = (value: string | null): string | null => (value === null ? null : isoWithOffset(value, timeZone));
  const { location } = signal;
  const point =
    location?.latitude != null && location.longitude != null
      ? { latitude: location.latitude, longitude: location.longitude }
      : null;
  const startsAt = time(signal.starts_at);
  const rrule = said(signal.rrule)?.replace(/^RRULE:/i, '') ?? null;
  return {
    content: contentOf({
      type: signal.type,
      title: signal.title.trim(),
      summary: signal.summary.trim(),
      sensitivity: signal.sensitivity,
      location: point !== null && isValidPoint(point) ? point : null,
      locationName: said(location?.name ?? null),
      locationPrecision: location?.precision ?? null,
      sourceUrl: address(signal.permalink) ?? documentUrl,
      actionUrl: address(signal.action_url),
      contentDate: time(signal.content_date),
      language: said(signal.language)?.slice(0, 2).toLowerCase() ?? null,
      eventStatus: signal.event_status ?? (signal.type === 'gathering' ? 'scheduled' : null),
      startsAt,
      endsAt: time(signal.ends_at),
      timeZone: startsAt === null ? null : (said(signal.time_zone) ?? timeZone),
      rrule,
      nextOccurrence: rrule === null ? null : startsAt,
      organizer: said(signal.organizer),
      availability: said(signal.availability),
      isOngoing: signal.is_ongoing,
      eligibility: said(signal.eligibility),
      urgency: signal.urgency,
      whatNeeded: said(signal.what_needed),
      goal: said(signal.goal),
      severity: signal.severity,
      category: said(signal.category),
      effectiveDate: time(signal.effective_date),
      sourceAuthority: said(signal.source_authority),
      whatWouldHelp: said(signal.what_would_help),
      impliedQueries: signal.implied_queries
        .map((query) => query.trim())
        .filter((query) => query !== '')
        .slice(0, MAX_IMPLIED_QUERIES),
      tags: [...new Set(signal.tags.map(slug))].filter((tag) => tag !== '').slice(0, MAX_TAGS),
    }),
    quote: signal.quote,
    readFrom: 'llm',
    author: said(signal.author),
    organizations: signal.mentioned_organizations.flatMap((name) => said(name) ?? []),
    resources: signal.resources.flatMap(({ slug: name, ...rest }) =>
      slug(name) === '' ? [] : [{ slug: slug(name), ...rest }],
    ),
    firstHand: signal.first_hand,
    certainty: MODEL_CERTAINTY,
  };
}
