import type { SignalContent, SignalType } from '#graph';

/** A signal's content with nothing known but what every signal must have; the rest stays null until a source says it. */
export function contentOf(
  known: { type: SignalType; title: string; summary: string; sourceUrl: string } & Partial<SignalContent>,
): SignalContent {
  return {
    sensitivity: 'general',
    location: null,
    locationName: null,
    locationPrecision: null,
    actionUrl: null,
    contentDate: null,
    language: null,
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
    ...known,
  };
}

/** What is embedded of a signal: title and summary, the words two sources would share. */
export function signalText(content: Pick<SignalContent, 'title' | 'summary'>): string {
  return content.summary === '' ? content.title : `${content.title}\n${content.summary}`;
}
