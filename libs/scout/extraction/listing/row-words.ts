/** Words that make a text about people meeting. */
const EVENT_WORD =
  /\b(?:meetings?|boards?|committees?|commission(?:ers)?|councils?|hearings?|events?|sessions?|workshops?|class(?:es)?|clinics?|calendar|schedules?|trainings?|forums?|retreats?|conferences?|gatherings?|festivals?|fairs?|markets?|pantry|distribution|drives?|clean-?ups?|story ?times?|tours?|concerts?|rall(?:y|ies)|vigils?|marches|celebrations?|dinners?|lunch(?:es|eon)?|breakfasts?|open house|town hall|orientations?|webinars?|support groups?|assembl(?:y|ies)|trustees|authority|corporation|association|summit|services?|potluck|reuni[oó]n(?:es)?|talleres?|eventos?|feria|clase|asamblea)\b/i;
export const isAboutMeeting = (text: string): boolean => EVENT_WORD.test(text);

/** What a date is of when it is not of an event: papers, postings, deadlines. */
const PAPER_BEFORE =
  /\b(?:agendas?|minutes|notes|packets?|summar(?:y|ies)|transcripts?|recordings?|posted|published|updated|revised|modified|reviewed|approved|adopted|amended|effective|since|until|through|thru|as of|copyright|dated|signed|deadline|due|expires?|expired|closed?|released?|issued|written by|by|archived?|founded|established|created|built|issue|vol(?:ume)?|no|report|newsletter|press release|version|publicado|actualizado)\W*(?:on|of|by|for|date|from|the|:)?\s*[-–:(]*\s*$/i;
export const isPaperDate = (before: string): boolean => PAPER_BEFORE.test(before);

const PAPER_ONLY =
  /^(?:\W|\b(?:agendas?|minutes|notes|packets?|summary|summaries|pdf|docx?|view|download|read|click|here|the|and|of|for|meeting|special|draft|approved|final|audio|video|recording|mp3|transcript|regular|board|report|attachments?|presentation|documents?|notices?|materials?|links?|info(?:rmation)?|kb|mb|\d+)\b)*$/i;
/** Nothing but the names of papers: `Agenda & Documents`, `View minutes (PDF)`. */
export const isOnlyPapers = (text: string): boolean => PAPER_ONLY.test(text);

/** A link to a paper of a meeting, not the meeting's own entry. */
export const isPaperLink = (rest: string): boolean =>
  PAPER_ONLY.test(rest) &&
  /\b(?:agendas?|minutes|notes|packets?|summary|transcript|audio|video|recording|report|presentation|attachments?)\b/i.test(
    rest,
  );

const PAPER_WORD =
  /\b(?:agendas?|minutes|packets?|summar(?:y|ies)|transcripts?|addend(?:a|um)|audio|video|recordings?|reports?|presentations?|proposals?|attachments?|resolutions?|newsletters?)\b|\.(?:pdf|docx?|xlsx?|pptx?|mp[34])\b/i;
/** Names a paper of a meeting: not its entry, unless a notice says that it takes place or does not. */
export const namesPaper = (text: string): boolean =>
  PAPER_WORD.test(text) && !/\b(?:notice|cancel|postpone|hearing)/i.test(text);

const SENTENCE = /\b(?:will|shall|has|have|is|are|was|were|join us|please|invites?|held|scheduled)\b/i;
/** Running text, from which no title can be cut. */
export const isSentence = (text: string): boolean => text.split(/\s+/).length > 6 && SENTENCE.test(text);

const CANCELLED = /\bcancell?(?:ed|ation)\b|\bcancelad[oa]\b|\bno meeting\b/i;
const POSTPONED = /\bpostponed\b|\bpospuest[oa]\b|\baplazad[oa]\b/i;
const MOVED =
  /\brescheduled\b|\b(?:location|time|date|venue)(?:\s*(?:&|and)\s*(?:location|time|date|venue))?\s+chang(?:e|ed)\b|\bmoved to\b/i;

/** The text without the words that give it a status. */
export const withoutStatus = (text: string): string =>
  text.replace(/[(*]*\b(?:cancell?ed|cancelad[oa]|postponed|rescheduled)\b[)*]*/gi, ' ').replace(/ +/g, ' ');

/** Status that a row's words give it. */
export function statusInText(text: string): 'cancelled' | 'postponed' | 'moved' | null {
  if (CANCELLED.test(text)) return 'cancelled';
  if (POSTPONED.test(text)) return 'postponed';
  return MOVED.test(text) ? 'moved' : null;
}

const NOISE =
  /\b(?:view|read|download|see|click|here|more|details?|info(?:rmation)?|documents?|agendas?|minutes|packets?|notice|notices|summary|pdf|link|links|register|rsvp|add to (?:my )?calendar|ical|google|outlook|watch|video|audio|not available|n\/a|tbd|tba|date|time|when|where|location|starts?|ends?|from|until|at|on|the|and|to|of|cancell?ed|cancellation|postponed|rescheduled|location & time change|new|draft|final|approved|am|pm|a\.m\.|p\.m\.|cst|cdt|est|edt|ct|et)\b/gi;

/** What is left of a text that could name an event, tidied; null when nothing does. */
export function titleLeft(text: string): string | null {
  const tidy = text
    .replace(/\((?:[^)]{0,80})\)/g, (inner) =>
      /cancel|postpon|resched|minutes|agenda|pdf|view/i.test(inner) ? ' ' : inner,
    )
    .replace(/\b(?:MEETING\s+)?(?:CANCELL?ED|POSTPONED|RESCHEDULED)\b/gi, ' ')
    .replace(/(?:[\s,;:–-]*\b(?:agendas?|minutes|packets?|pdf|view|notice|and)\b)+\W*$/gi, ' ')
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
    .replace(/\s+/g, ' ');
  const meaningful = tidy
    .replace(NOISE, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  if (meaningful.length < 4 || tidy.length > 160) return null;
  return tidy;
}

const GENERIC =
  /^(?:(?:the|our|all|upcoming|past|future|current|regular|special|annual|monthly|next|previous|board|meeting|meetings|event|events|schedules?|calendar|dates?|minutes|agendas?|and|&|of|for|archive[sd]?|materials?|information|info|home|page|commission|committee|public|details?|department|year|fiscal|19\d{2}|20\d{2}|-|–|\/|:|,|\.|notices?|view|today|list|month|week|day|details|videos?|documents?)\s*)*$/i;
/** A heading that names no body of its own: `2019 Meeting Schedule`. */
export const isGenericHeading = (heading: string): boolean => GENERIC.test(heading.trim());

/** A heading as the title of what stands under it: without years, `schedule`, and trailing signs. */
export function headingTitle(heading: string): string {
  const bare = heading
    .replace(/\b(?:FY\s*)?(?:19|20)\d{2}(?:\s*[-–/]\s*(?:(?:19|20)?\d{2}))?\b/g, ' ')
    .replace(/\b(?:schedules?(?: of)?|calendar|dates|upcoming|agendas?(?: (?:&|and) minutes)?|minutes)\b/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\p{P}]*(?:(?:of|for|and|the|to|&)\s+)+|(?:\s+(?:of|for|and|the|to|&))+[\s\p{P}]*$/gu, '')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
  return bare === '' ? heading.trim() : bare;
}
