import { hasTimeOfDay, zonedIso } from '../../domain/index.js';
import { contentOf } from '../../signals/index.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';
import type { Line } from '../html/lines.js';
import { writtenTime, type WrittenTime } from './clock-time.js';
import { labelledPlace, looksLikePlace, placeInRow } from './place-in-text.js';
import {
  isAboutMeeting,
  isOnlyPapers,
  isPaperDate,
  isPaperLink,
  isSentence,
  namesPaper,
  statusInText,
  withoutStatus,
} from './row-words.js';
import { isPassing, Sections } from './sections.js';
import { headingTitle, isGenericHeading, isKindOfMeeting, namesNothing, titleLeft } from './title-words.js';
import { writtenDays, yearOf, type WrittenDay } from './written-day.js';

export interface ListingContext extends ReadingContext {
  readonly pageTitle: string | null;
  /** Whose site it is, when the page says so. */
  readonly siteName: string | null;
}

/** Rows are short; a longer text with a date is prose, and prose must say outright that people will meet. */
const LONGEST_ROW = 260;
const LONGEST_PROSE = 600;
const ANNOUNCES =
  /\b(?:will (?:be held|meet|take place|host|gather|convene)|is scheduled|takes place|join us|meets? (?:on|at|every)|invites? you|se reunir[aá]|tendr[aá] lugar)\b/i;
/** Lines after a dated one that may still belong to it. */
const TAIL_LINES = 4;
/** Of these, how many may still give its time: a card writes day, year, place and time on lines of their own. */
const TIME_WITHIN_LINES = 3;
/** A date further into a row than this is told about, not announced. */
const LATEST_DATE_START = 110;
/** `Line.heading` of a bold line, which may as well be an item of an agenda. */
const BOLD_LINE = 6;
const MAX_ITEMS = 400;
const SUMMARY_CHARS = 300;

interface DatedLine {
  readonly line: Line;
  readonly days: readonly WrittenDay[];
  readonly tail: readonly Line[];
  readonly before: Line | null;
}

/** Lines to look at: menus and footers only where a page has nothing else. */
function usable(lines: readonly Line[]): Line[] {
  const content = lines.filter((line) => !line.chrome);
  return (content.length > 0 ? content : lines).filter((line) => line.text.length <= LONGEST_PROSE);
}

/** Days of a line that can be an event's: not those of papers, postings and deadlines, nor bare numbers inside running text. */
function eventDays(line: Line): WrittenDay[] {
  return writtenDays(line.text).filter((day) => {
    const before = line.text.slice(0, day.index);
    return !isPaperDate(before) && day.index <= LATEST_DATE_START;
  });
}

function datedLines(lines: readonly Line[]): (DatedLine | Line)[] {
  const days = lines.map(eventDays);
  return lines.map((line, index) => {
    const own = days[index] ?? [];
    if (own.length === 0) return line;
    let end = index + 1;
    while (
      end < lines.length &&
      end <= index + TAIL_LINES &&
      (days[end] ?? []).length === 0 &&
      (lines[end] as Line).heading === 0
    )
      end += 1;
    return { line, days: own, tail: lines.slice(index + 1, end), before: lines[index - 1] ?? null };
  });
}

const isDated = (entry: DatedLine | Line): entry is DatedLine => 'days' in entry;

/** Lines that may part a label from the first row that it names, passing ones not counted. */
const LABEL_REACH = 2;
const LABEL_SCAN = 6;
const YEAR_ALONE = /^\W*(?:19|20)\d{2}\W*$/;

function isOverDates(entries: readonly (DatedLine | Line)[], index: number): boolean {
  const ahead = entries.slice(index + 1, index + 1 + LABEL_SCAN);
  // What stands over a year's heading is no label of the rows below it.
  const end = ahead.findIndex((next) => !isDated(next) && YEAR_ALONE.test(next.text));
  return ahead
    .slice(0, end < 0 ? undefined : end)
    .filter((next) => isDated(next) || !isPassing(next))
    .slice(0, LABEL_REACH)
    .some(isDated);
}

/** The text of a row without its dates and its time. */
function restOf(text: string, days: readonly WrittenDay[], time: WrittenTime | null): string {
  let rest = text;
  for (const day of days) rest = rest.replace(day.text, ' ');
  return (time === null ? rest : rest.replace(time.text, ' '))
    .replace(/\s*\t\s*/g, '\t')
    .replace(/ +/g, ' ')
    .trim();
}

/** The time of a row, of the short lines after it, else what is usual on the page. */
function timeOf({ line, days, tail }: DatedLine, sections: Sections): { time: WrittenTime | null; own: boolean } {
  const last = days.at(-1);
  const after = last === undefined ? line.text : line.text.slice(last.index + last.text.length);
  const own = writtenTime(after) ?? writtenTime(line.text);
  if (own !== null) return { time: own, own: true };
  for (const next of tail.slice(0, TIME_WITHIN_LINES)) {
    const time = next.text.length <= 60 ? writtenTime(next.text) : null;
    if (time !== null) return { time, own: true };
  }
  return { time: sections.time, own: false };
}

function titleOf(
  entry: DatedLine,
  rest: string,
  place: string | null,
  sections: Sections,
): { title: string | null; own: boolean } {
  const { line, before, tail, days } = entry;
  const column = sections.cell(line, /name|title|meeting|event|body|committee|description/);
  const inColumn = column === null ? null : titleLeft(restOf(column, [...days, ...writtenDays(column)], null));
  if (inColumn !== null && !isOnlyPapers(inColumn) && !namesNothing(inColumn)) return { title: inColumn, own: true };
  const cells = rest
    .split('\t')
    .map((cell) => (place === null ? cell : cell.replace(place, ' ')))
    .filter((cell) => !looksLikePlace(cell) || isAboutMeeting(cell));
  const named = cells.map((cell) => titleLeft(cell));
  const kind = named.find((cell) => cell !== null && isKindOfMeeting(cell)) ?? null;
  if (kind !== null && sections.title !== null) return { title: `${sections.title}: ${kind}`, own: true };
  const own =
    named.find((cell) => cell !== null && !isGenericHeading(cell) && !namesNothing(cell) && !isSentence(cell)) ?? null;
  if (own !== null && own.length <= 120) return { title: own, own: true };
  // A card: the name stands over or under its date, as a heading or link.
  const nameOf = (candidate: Line | null | undefined): string | null =>
    candidate != null &&
    (candidate.kind === line.kind || candidate.kind === 'heading') &&
    ((candidate.heading > 0 && candidate.heading < BOLD_LINE) || candidate.linkChars > candidate.text.length * 0.7) &&
    writtenDays(candidate.text).length === 0 &&
    !looksLikePlace(candidate.text) &&
    !namesPaper(candidate.text)
      ? titleLeft(candidate.text)
      : null;
  const card = nameOf(before) ?? nameOf(tail[0]);
  if (card !== null && !isGenericHeading(card) && !namesNothing(card)) return { title: card, own: true };
  return { title: sections.title, own: false };
}

function placeOf({ line, tail }: DatedLine, rest: string, sections: Sections): string | null {
  const column = sections.cell(line, /location|place|venue|where/);
  if (column !== null && column !== '') return column;
  const inRow = placeInRow(withoutStatus(rest));
  if (inRow !== null) return inRow;
  for (const next of tail.slice(0, 3)) {
    const labelled = labelledPlace(next.text);
    if (labelled !== null) return labelled;
  }
  const [next] = tail;
  if (next !== undefined && next.text.length <= 160 && looksLikePlace(next.text) && !/[.!?]$/.test(next.text))
    return next.text.replace(/\t/g, ', ');
  return sections.place;
}

/** Whether what a row tells of is people meeting, and not a paper, a posting or a story. */
function isGathering(entry: DatedLine, rest: string, time: boolean, inSeries: boolean, sections: Sections): boolean {
  const { line, days } = entry;
  if (!time && line.linkChars > line.text.length * 0.5 && (isPaperLink(rest) || namesPaper(line.text))) return false;
  if (!time && /\.(?:pdf|docx?)\b/i.test(line.text)) return false;
  if (line.text.length > LONGEST_ROW && line.kind !== 'row') return time && ANNOUNCES.test(line.text);
  if (!isAboutMeeting(`${rest} ${sections.trail}`)) return false;
  if (time) return true;
  // Bare numbers are days where a table says so; elsewhere they are as likely the numbers of something.
  if (sections.inNamedTable(line)) return true;
  const onlyNumbers = days.every(({ numeric }) => numeric);
  return inSeries && !onlyNumbers && !(isPaperLink(rest) && line.linkChars > 0 && isAboutPapers(sections.trail));
}

const isAboutPapers = (trail: string): boolean =>
  /\b(?:minutes|archives?|documents|packets|past meetings)\b/i.test(trail.split(' / ').at(-1) ?? '');

/** Fewer letters than this could stand anywhere on a page: the quote then takes a neighbouring line with it. */
const SHORT_QUOTE = 14;

/** The row's own words; a bare day together with the line after or before it. */
function quoteOf({ line, tail, before }: DatedLine): string {
  if (line.text.length >= SHORT_QUOTE) return line.text.slice(0, SUMMARY_CHARS);
  const [next] = tail;
  if (next !== undefined) return `${line.text}\n${next.text}`.slice(0, SUMMARY_CHARS);
  return before === null ? line.text : `${before.text}\n${line.text}`.slice(-SUMMARY_CHARS);
}

/** A date box writes the year on a line of its own, under month and day. */
const yearBelow = ([next]: readonly Line[]): number | null =>
  next !== undefined && /^(?:19|20)\d{2}$/.test(next.text) ? Number(next.text) : null;

function gatheringOf(
  entry: DatedLine,
  day: WrittenDay,
  sections: Sections,
  context: ListingContext,
  inSeries: boolean,
): FoundSignal | null {
  const { line, tail, days } = entry;
  const { time, own } = timeOf(entry, sections);
  const rest = restOf(line.text, days, time);
  if (!isGathering(entry, rest, own, inSeries, sections)) return null;
  const place = placeOf(entry, rest, sections);
  const { title } = titleOf(entry, rest, place, sections);
  const year = yearOf(day, yearBelow(tail) ?? sections.year, context.at);
  const at = (clock: { hour: number; minute: number } | null | undefined): string | null =>
    clock == null ? null : zonedIso({ year, month: day.month, day: day.day, ...clock }, context.timeZone);
  const startsAt = at(time?.start ?? { hour: 0, minute: 0 });
  if (title === null || startsAt === null) return null;
  const said = [line.text, ...tail.slice(0, 3).map(({ text }) => text)].join('\n');
  return {
    content: contentOf({
      type: 'gathering',
      title: title.slice(0, 200),
      summary: said.replace(/\s+/g, ' ').slice(0, SUMMARY_CHARS),
      sourceUrl: context.url,
      startsAt,
      endsAt: at(time?.end),
      timeZone: context.timeZone,
      eventStatus: statusInText(said) ?? 'scheduled',
      locationName: place,
      locationPrecision: place === null ? null : 'exact',
    }),
    quote: quoteOf(entry),
    readFrom: 'listing',
    author: null,
    organizations: [],
    resources: [],
    firstHand: true,
    certainty: own ? 0.7 : 0.5,
  };
}

/** A page that tells of one event says its day more than once: date box, sentence, heading. */
const MOST_MENTIONS = 6;

/** Readings of one day on a page that names an event become that event: its time, place and end from whichever line gave them. */
function oneEvent(found: readonly FoundSignal[], { pageTitle }: ListingContext): FoundSignal[] {
  const [first] = found;
  const oneDay = found.every(({ content }) => content.startsAt?.slice(0, 10) === first?.content.startsAt?.slice(0, 10));
  if (
    first === undefined ||
    !oneDay ||
    found.length > MOST_MENTIONS ||
    pageTitle === null ||
    isGenericHeading(pageTitle)
  )
    return [...found];
  const starts = new Set(
    found.flatMap(({ content: { startsAt } }) => (startsAt !== null && hasTimeOfDay(startsAt) ? [startsAt] : [])),
  );
  if (starts.size > 1) return [...found];
  const timed = found.find(({ content: { startsAt } }) => startsAt !== null && hasTimeOfDay(startsAt)) ?? first;
  const any = <T>(pick: (signal: FoundSignal) => T | null): T | null =>
    found.map(pick).find((value) => value !== null) ?? null;
  const place = any(({ content }) => content.locationName);
  return [
    {
      ...timed,
      content: {
        ...timed.content,
        title: headingTitle(pageTitle),
        endsAt: timed.content.endsAt ?? any(({ content }) => content.endsAt),
        locationName: timed.content.locationName ?? place,
        locationPrecision: place === null ? null : 'exact',
        eventStatus:
          any(({ content }) => (content.eventStatus === 'scheduled' ? null : content.eventStatus)) ?? 'scheduled',
      },
    },
  ];
}

/**
 * Gatherings of a page that lists dated items: tables, lists, cards and single events. Year, usual time and place, and the name of the
 * body are taken from the headings and sentences above, where a row does not give its own. Precise rather than complete.
 */
export function listedGatherings(lines: readonly Line[], context: ListingContext): FoundSignal[] {
  const sections = new Sections(context.pageTitle, context.siteName);
  const entries = datedLines(usable(lines));
  const seen = new Set<string>();
  const found: FoundSignal[] = [];
  entries.forEach((entry, index) => {
    if (!isDated(entry)) {
      sections.note(entry, isOverDates(entries, index));
      return;
    }
    const neighbours = entries
      .slice(Math.max(0, index - 5), index + 6)
      .filter((other) => other !== entry && isDated(other));
    const inSeries = entry.days.length > 1 || neighbours.length >= 1;
    for (const day of entry.days) {
      if (found.length >= MAX_ITEMS) return;
      const signal = gatheringOf(entry, day, sections, context, inSeries);
      const key = signal === null ? '' : `${signal.content.title}|${String(signal.content.startsAt)}`;
      if (signal === null || seen.has(key)) continue;
      seen.add(key);
      found.push(signal);
    }
  });
  return oneEvent(found, context);
}
