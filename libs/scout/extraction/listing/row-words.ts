/** Words that make a text about people meeting. */
const EVENT_WORD =
  /\b(?:meetings?|boards?|committees?|commission(?:ers)?|councils?|hearings?|events?|sessions?|workshops?|class(?:es)?|clinics?|calendar|schedules?|trainings?|forums?|retreats?|conferences?|gatherings?|festivals?|fairs?|markets?|pantry|distribution|drives?|clean-?ups?|story ?times?|tours?|concerts?|rall(?:y|ies)|vigils?|marches|celebrations?|dinners?|lunch(?:es|eon)?|breakfasts?|open house|town hall|orientations?|webinars?|support groups?|assembl(?:y|ies)|trustees|authority|corporation|association|summit|services?|potluck|reuni[oó]n(?:es)?|talleres?|eventos?|feria|clase|asamblea)\b/i;
export const isAboutMeeting = (text: string): boolean => EVENT_WORD.test(text);

/** What a date is of when it is not of an event: papers, postings, deadlines. */
const PAPER_BEFORE =
  /\b(?:agendas?|minutes|notes|packets?|summar(?:y|ies)|transcripts?|recordings?|posted|published|updated|revised|modified|reviewed|approved|adopted|amended|effective|since|until|through|thru|as of|copyright|dated|signed|deadline|due|expires?|expired|closed?|released?|issued|written by|by|archived?|founded|established|created|built|issue|vol(?:ume)?|no|report|newsletter|press release|version|publicado|actualizado)\W*(?:on|of|by|for|date|from|the|:)?\s*[-–:(]*\s*$/i;
export const isPaperDate = (before: string): boolean => PAPER_BEFORE.test(before);

const PAPER_ONLY =
  /^(?:\W|\b(?:agendas?|minutes|mintues|notes|packets?|summary|summaries|pdf|docx?|view|download|read|click|here|the|and|of|for|meeting|special|draft|approved|final|accessible|audio|video|recording|recorded|streaming|url|mp3|transcript|regular|board|report|journals?|resolutions?|attachments?|presentation|details|not available|related|documents?|notices?|materials?|links?|info(?:rmation)?|kb|mb|\d+)\b)*$/i;
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
