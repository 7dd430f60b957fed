import { ReadText } from '../text/match.js';
import type { Moment } from '../world/clock.js';
import type { Place } from '../world/places.js';
import { PLACES } from '../world/places.js';
import { REGION } from '../world/region.js';
import { answered, type Reader } from './answer.js';
import type { Account } from './knowledge.js';

/** A day is known when the text writes it in one of the ways people do. */
const dated = (moment: Moment | undefined, read: ReadText): Moment | null =>
  moment !== undefined && moment.dateRenderings.some((rendering) => read.says(rendering)) ? moment : null;

const saidOr = (words: string | undefined, read: ReadText): string | null =>
  words !== undefined && read.says(words) ? words : null;

function placeIn(account: Account, read: ReadText): object | null {
  if (account.signal.place === undefined) return null;
  const place: Place = PLACES[account.signal.place];
  if (!read.says(place.name) && !(place.address !== null && read.says(place.address))) return null;
  return { name: place.name, latitude: place.latitude, longitude: place.longitude, precision: place.precision };
}

/** One item as the extraction's schema wants it; every fact only if this text holds it. */
export function extracted(account: Account, text: string, documentIndex: number): Readonly<Record<string, unknown>> {
  const { signal } = account;
  const read = new ReadText(text);
  const starts = dated(account.starts, read);
  const ends = starts === null || signal.ends === undefined || account.starts !== signal.starts ? null : signal.ends;
  return {
    document_index: documentIndex,
    type: signal.type,
    title: account.title,
    summary: account.summary,
    quote: account.quote,
    sensitivity: signal.sensitivity ?? 'general',
    location: placeIn(account, read),
    starts_at: starts?.iso ?? null,
    ends_at: ends?.iso ?? null,
    time_zone: starts === null ? null : REGION.timeZone,
    rrule: starts === null ? null : (signal.rrule ?? null),
    event_status: signal.eventStatus ?? (signal.type === 'gathering' ? 'scheduled' : null),
    action_url: saidOr(signal.actionUrl, read),
    permalink: null,
    organizer: saidOr(signal.organizer, read),
    author: saidOr(signal.author, read),
    content_date: dated(signal.published, read)?.iso ?? null,
    availability: saidOr(signal.availability, read),
    is_ongoing: signal.isOngoing ?? null,
    eligibility: saidOr(signal.eligibility, read),
    urgency: signal.urgency ?? null,
    what_needed: signal.whatNeeded ?? null,
    goal: signal.goal ?? null,
    severity: signal.severity ?? null,
    category: signal.category ?? null,
    effective_date: dated(signal.effective, read)?.isoDate ?? null,
    source_authority: saidOr(signal.authority, read),
    what_would_help: signal.whatWouldHelp ?? null,
    mentioned_organizations: (signal.organizations ?? []).filter((name) => read.says(name)),
    implied_queries: (signal.impliedQueries ?? []).slice(0, 3),
    resources: (signal.resources ?? []).map((resource) => ({ ...resource, confidence: 0.9 })),
    tags: signal.tags.slice(0, 5),
    first_hand: signal.excluded !== 'second_hand',
    language: signal.language ?? 'en',
  };
}

/** `extract_signals`: the true items whose quote really stands in a document that was sent. */
export const extractSignals: Reader = (prompt, knowledge) =>
  answered({
    signals: prompt.documents.flatMap((document) =>
      knowledge.accountsIn(document.text).map((account) => extracted(account, document.text, document.index)),
    ),
  });
