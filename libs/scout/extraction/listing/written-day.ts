import { MONTH_WORDS, WEEKDAY_WORDS, monthNumber, weekdayNumber } from './day-words.js';

/** A calendar day as a text writes it. */
export interface WrittenDay {
  readonly month: number;
  readonly day: number;
  readonly year: number | null;
  /** 0 (Sunday) – 6 when the text names it. */
  readonly weekday: number | null;
  readonly index: number;
  readonly text: string;
  /** Digits and separators only: also how versions, parts and documents are numbered. */
  readonly numeric: boolean;
}

const WEEKDAY = `(?:(?<w>${WEEKDAY_WORDS})\\b\\.?,?\\s*(?:the\\s+|el\\s+)?)?`;
const YEAR = `(?:,?\\s*(?:de\\s+|del\\s+)?(?<y>(?:19|20)\\d{2})(?!\\d))?`;
const FORMS: readonly RegExp[] = [
  // Monday, January 6th, 2020
  new RegExp(
    `\\b${WEEKDAY}(?<m>${MONTH_WORDS})\\b\\.?\\s*(?<d>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?!\\s*[ap]\\.?m\\b)\\s*(?:\\([^)]{0,20}\\))?${YEAR}`,
    'gi',
  ),
  // 6 January 2020, 6 de enero de 2020
  new RegExp(
    `\\b${WEEKDAY}(?<d>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+|de\\s+)?(?<m>${MONTH_WORDS})\\b\\.?${YEAR}`,
    'gi',
  ),
  // 2020-01-06
  /(?<![\d/-])(?<y>(?:19|20)\d{2})-(?<m>\d{1,2})-(?<d>\d{1,2})(?![\d-])/g,
  // 1/6/2020, 1-6-20, Monday 1/6
  new RegExp(
    `(?<![\\d/.-])${WEEKDAY}(?<m>\\d{1,2})(?<s>[/.-])(?<d>\\d{1,2})\\k<s>(?<y>(?:19|20)?\\d{2})(?![\\d/-])`,
    'gi',
  ),
  new RegExp(`\\b(?<w>${WEEKDAY_WORDS})\\b\\.?,?\\s+(?<m>\\d{1,2})/(?<d>\\d{1,2})(?![\\d/])`, 'gi'),
];

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dayOf(match: RegExpExecArray): WrittenDay | null {
  const { w, m = '', d = '', y } = match.groups ?? {};
  const numeric = /^\d+$/.test(m);
  const month = numeric ? Number(m) : monthNumber(m);
  const day = Number(d);
  if (month < 1 || month > 12 || day < 1 || day > (LENGTHS[month - 1] ?? 0)) return null;
  const year = y === undefined ? null : y.length === 2 ? 2000 + Number(y) : Number(y);
  return { month, day, year, weekday: weekdayNumber(w), index: match.index, text: match[0].trim(), numeric };
}

/** The calendar days a text writes out, in order; overlapping readings once, the longest first. */
export function writtenDays(text: string): WrittenDay[] {
  const found: WrittenDay[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const day = dayOf(match);
      const overlaps = (other: WrittenDay): boolean =>
        match.index < other.index + other.text.length && other.index < match.index + match[0].length;
      if (day !== null && !found.some(overlaps)) found.push(day);
    }
  }
  return found.toSorted((a, b) => a.index - b.index);
}

/** The year a day is of when its text does not say: the context's, else the one near `at` on which the weekday fits, else the nearest. */
export function yearOf(written: WrittenDay, contextYear: number | null, at: Date): number {
  if (written.year !== null) return written.year;
  if (contextYear !== null) return contextYear;
  const now = at.getUTCFullYear();
  const dateIn = (year: number): Date => new Date(Date.UTC(year, written.month - 1, written.day));
  const candidates = [now, now + 1, now - 1].toSorted(
    (a, b) => Math.abs(dateIn(a).getTime() - at.getTime()) - Math.abs(dateIn(b).getTime() - at.getTime()),
  );
  const fitting =
    written.weekday === null ? undefined : candidates.find((year) => dateIn(year).getUTCDay() === written.weekday);
  return fitting ?? candidates[0] ?? now;
}
