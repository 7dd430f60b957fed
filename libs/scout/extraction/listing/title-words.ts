import { WEEKDAY_WORDS } from './day-words.js';
import { isAboutMeeting, isOnlyPapers } from './row-words.js';
import { writtenTime } from './clock-time.js';
import { writtenDays } from './written-day.js';

const NOISE =
  /\b(?:view|read|download|see|click|here|more|details?|info(?:rmation)?|documents?|agendas?|minutes|packets?|notice|notices|summary|pdf|link|links|register|rsvp|add to (?:my )?calendar|ical|google|outlook|watch|video|audio|not available|n\/a|tbd|tba|date|time|when|where|location|starts?|ends?|from|until|at|on|the|and|to|of|cancell?ed|cancellation|postponed|rescheduled|new|draft|final|approved|recent|upcoming|am|pm|a\.m\.|p\.m\.|cst|cdt|est|edt|ct|et)\b/gi;
const CHANGE =
  /[\s–-]*\b(?:meeting\s+)?(?:location|time|date|venue)(?:\s*(?:&|and)\s*(?:location|time|date|venue))*\s+chang(?:e|ed)\b/gi;
const TAKEN_OFF =
  /\b(?:(?:this|the) meeting (?:is|was|has been) )?(?:cancell?(?:ed|ation)|postponed|rescheduled|cancelad[oa])\b/gi;
const LEADING =
  /^(?:(?:details|next meeting(?: is)?|notice of(?: an?| the)?|at|on|from|to|in|until|and|for)\b[\s\p{P}]*)+/iu;
const TRAILING =
  /(?:[\s,;:–-]*\b(?:agendas?|minutes|packets?|pdf|view|notice|and|at|on|in|from|to|for|of|with))+\W*$/gi;
/** A word that its markup set apart, but whose text runs into the next one. */
const GLUED_LABEL = /^(?:Details|When|Where|Date|Time)(?=[\p{Lu}\d])/u;
const LONGEST_TITLE = 160;

/** What is left of a text that could name an event, tidied; null when nothing does. */
export function titleLeft(text: string): string | null {
  const tidy = closed(
    text
      .replace(GLUED_LABEL, '')
      .replace(/\((?:[^)]{0,80})\)/g, (inner) =>
        /cancel|postpon|resched|minutes|agenda|pdf|view/i.test(inner) ? ' ' : inner,
      )
      .replace(CHANGE, ' ')
      .replace(TAKEN_OFF, ' ')
      .replace(/\(\s*\)/g, ' ')
      .replace(/^[\s\p{P}\p{S}]+/gu, '')
      .replace(LEADING, '')
      .replace(TRAILING, ' ')
      .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
      .replace(/\s+/g, ' '),
  );
  const meaningful = tidy
    .replace(NOISE, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  if (meaningful.length < 4 || tidy.length > LONGEST_TITLE) return null;
  return tidy;
}

/** With the bracket that trimming took from its end: `Resolution(s` → `Resolution(s)`. */
function closed(text: string): string {
  const open = text.lastIndexOf('(');
  return open > 0 && !text.includes(')', open) ? `${text})` : text;
}

/** Parts of a page that are no event's name: how to dial in, where to click, what holds for all meetings. */
const FURNITURE =
  /\b(?:pass ?code|password|dial[ -]?in|dial by|call in|download|(?:meeting|webinar|conference) id|local number|learn more|skip to|meeting options|audio only|join (?:on|by|via|the (?:meeting|call|webinar))|toggle|copyright|sign (?:in|up)|noted otherwise|unless (?:otherwise )?(?:noted|indicated|stated|posted)|did not have)\b|^(?:contact|meeting type)\b|^(?:meeting )?(?:location|where|place|venue|address|time|date)s?\s*:|\b(?:location|address|hours)$|\+?\d[\d\s().-]{8,}\d|https?:|@\w/i;
const FILE_NAME = /^\S*(?:_\S*|\.(?:pdf|docx?|xlsx?|pptx?|mp[34]))$/i;
const WEEKDAY_ROW = new RegExp(`^(?:\\W|\\b(?:[a-z]|${WEEKDAY_WORDS})\\b)+$`, 'i');
const DAY_NAME = new RegExp(
  `^(?:\\d(?:st|nd|rd|th)\\s+|(?:first|second|third|fourth|last)\\s+)?(?:${WEEKDAY_WORDS})\\b\\W*(?:\\(.*)?$`,
  'i',
);

/** Whether a text names no event and no body: furniture of the page, papers, a file, a label, a day or a time. */
export function namesNothing(text: string): boolean {
  const bare = text.replace(/\(s\)/g, 's').replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
  if ([FURNITURE, FILE_NAME, DAY_NAME, WEEKDAY_ROW].some((pattern) => pattern.test(bare)) || isOnlyPapers(bare))
    return true;
  const time = writtenTime(bare);
  let rest = time === null ? bare : bare.replace(time.text, ' ');
  for (const day of writtenDays(rest)) rest = rest.replace(day.text, ' ');
  return titleLeft(rest) === null;
}

const GENERIC =
  /^(?:(?:the|our|all|upcoming|past|future|current|regular|special|annual|monthly|next|previous|board|meeting|meetings|event|events|schedules?|calendar|dates?|minutes|agendas?|and|&|of|for|archive[sd]?|materials?|information|info|home|page|commission|committee|public|details?|department|year|fiscal|19\d{2}|20\d{2}|-|–|\/|:|,|\.|notices?|view|today|list|month|week|day|details|videos?|documents?)\s*)*$/i;
/** A heading that names no body of its own: `2019 Meeting Schedule`. */
export const isGenericHeading = (heading: string): boolean => GENERIC.test(heading.trim());

/** A heading as the title of what stands under it: without days, years, `schedule`, and trailing signs. */
export function headingTitle(heading: string): string {
  let undated = heading;
  for (const day of writtenDays(heading)) undated = undated.replace(day.text, ' ');
  const bare = undated
    .replace(/\b(?:FY\s*)?(?:19|20)\d{2}(?:\s*[-–/]\s*(?:(?:19|20)?\d{2}))?\b/g, ' ')
    .replace(/\b(?:schedules?(?: of)?|calendar|dates|upcoming|agendas?(?: (?:&|and) minutes)?|minutes)\b/gi, ' ')
    .replace(/(?:\s+[-–|,])+(?=\s+[-–|])|\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\p{P}]*(?:(?:of|for|and|the|to|&)\s+)+|(?:\s+(?:of|for|and|the|to|&))+[\s\p{P}]*$/gu, '')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
  // `Planning calendar` without its calendar would be about something else.
  const tellsNothing = !/\s/.test(bare) && !isAboutMeeting(bare);
  return tellsNothing ? heading.trim() : closed(bare);
}

const KIND_OF_MEETING =
  /^(?:(?:regular|special|annual|emergency|closed|open|joint|organi[sz]ational|committee|session|meeting)\b[\s()–-]*)+$/i;
/** Says which kind of meeting a body holds, not which body: `Special (Closed)`. */
export const isKindOfMeeting = (text: string): boolean =>
  KIND_OF_MEETING.test(text) && !/^(?:open |regular )?(?:committee |session )?meetings?$/i.test(text);
