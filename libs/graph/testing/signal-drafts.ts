import type { DecideDedup, NewEvidence, SignalDraft } from '../model.js';

/** A unit vector on an axis: vectors on different axes have nothing in common. */
export function axis(index: number): number[] {
  return Array.from({ length: 1024 }, (_, i) => (i === index ? 1 : 0));
}

/** A unit vector with the given cosine to `axis(index)`. */
export function near(index: number, cosine: number, awayFrom = index + 1): number[] {
  const sine = Math.sqrt(1 - cosine * cosine);
  return Array.from({ length: 1024 }, (_, i) => (i === index ? cosine : i === awayFrom ? sine : 0));
}

export function evidence(overrides: Partial<NewEvidence> = {}): NewEvidence {
  return {
    sourceUrl: 'https://example.org/page',
    contentHash: 'hash-1',
    archiveId: 'archive-1',
    quote: 'free meals every Monday',
    quoteOffset: 10,
    alignment: 'exact',
    retrievedAt: '2026-03-01T10:00:00.000Z',
    relevance: 'original',
    confidence: 0.9,
    channel: 'community',
    entity: 'example.org',
    ...overrides,
  };
}

/** A draft of an aid offer; evidence follows its URL. */
export function draft(overrides: Partial<SignalDraft> = {}): SignalDraft {
  const sourceUrl = overrides.sourceUrl ?? 'https://example.org/page';
  return {
    type: 'aid',
    title: 'Free meals',
    summary: 'Meals for everybody',
    sensitivity: 'general',
    location: { latitude: 30.27, longitude: -97.74 },
    locationName: 'Community Hall',
    locationPrecision: 'exact',
    sourceUrl,
    actionUrl: null,
    contentDate: null,
    language: 'en',
    eventStatus: null,
    startsAt: null,
    endsAt: null,
    timeZone: null,
    rrule: null,
    nextOccurrence: null,
    organizer: null,
    availability: null,
    isOngoing: null,
    eligibility: null,
    urgency: null,
    whatNeeded: null,
    goal: null,
    severity: null,
    category: null,
    effectiveDate: null,
    sourceAuthority: null,
    whatWouldHelp: null,
    impliedQueries: [],
    tags: [],
    confidence: 0.8,
    embedding: axis(0),
    evidence: evidence({ sourceUrl }),
    sourceId: null,
    actors: [],
    resources: [],
    local: true,
    createdBy: 'scrape/extract',
    runId: 'run-1',
    ...overrides,
  };
}

/** Every draft is a new signal. */
export const createAlways: DecideDedup = () => ({ kind: 'create' });

/** The layers of domain.md (Dedup verdict): title first, then cosine; the page decides between refresh and corroborate. */
export const decideByRule: DecideDedup = (candidate, { sameTitle, nearest }) => {
  const samePage = (urls: readonly string[]): boolean => urls.includes(candidate.sourceUrl);
  const titled = sameTitle[0];
  if (titled !== undefined) {
    return {
      kind: samePage(titled.sourceUrls) ? 'refresh' : 'corroborate',
      signalId: titled.id,
      because: 'same title',
    };
  }
  const first = nearest[0];
  if (first === undefined) return { kind: 'create' };
  if (first.cosine >= 0.85 && samePage(first.sourceUrls))
    return { kind: 'refresh', signalId: first.id, because: 'alike' };
  if (first.cosine >= 0.92) return { kind: 'corroborate', signalId: first.id, because: 'alike' };
  return { kind: 'create' };
};
