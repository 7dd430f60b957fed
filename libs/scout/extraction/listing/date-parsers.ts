import * as chrono from 'chrono-node';
import { WEEKDAY_WORDS, weekdayNumber } from './day-words.js';
import { HOLIDAY_NAMES, holidayIn } from './holidays.js';

const MS_PER_DAY = 86_400_000;
/** A weekday and a day of the month agree at least once within this. Months. */
const LOOK_AHEAD = 14;

const utc = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month - 1, day));
const parts = (date: Date): { year: number; month: number; day: number } => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
});
/** The reference's own day, as its place sees it. */
function today(context: chrono.ParsingContext): Date {
  const date = context.reference.getDateWithAdjustedTimezone();
  return utc(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

/** `Christmas`, `Labor Day 2026`: the next one, when no year is given. */
const holiday: chrono.Parser = {
  pattern: () =>
    new RegExp(
      `\\b(last |next |following |this )?(${HOLIDAY_NAMES})(?:,? (?:of |in )?(?:(this) year|((?:19|20)\\d{2})))?\\b`,
      'i',
    ),
  extract: (context, match) => {
    const now = today(context);
    const [, which = '', name = '', thisYear, written] = match;
    const given = written === undefined ? undefined : Number(written);
    const inYear = (year: number): Date | null => {
      const found = holidayIn(name, year);
      return found === null ? null : utc(year, found.month, found.day);
    };
    const year = now.getUTCFullYear();
    if (given !== undefined || thisYear !== undefined) {
      const date = inYear(given ?? year);
      return date === null ? null : context.createParsingComponents(parts(date));
    }
    const dates = [year - 1, year, year + 1].flatMap((each) => inYear(each) ?? []);
    const past = /last/i.test(which);
    const date = past ? dates.findLast((each) => each < now) : dates.find((each) => each >= now);
    return date === undefined ? null : context.createParsingComponents(parts(date));
  },
};

/** `Tue 13th`, `Friday the 26th`, `Monday 21`: the nearest coming day on which both agree. */
const weekdayWithDay: chrono.Parser = {
  pattern: () =>
    new RegExp(
      `\\b(${WEEKDAY_WORDS})\\b\\.?,?\\s+(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?\\b(?![:./,-]\\d|\\s*(?:[ap]\\.?m|[-–]|to\\b|of\\b|\\p{L}))`,
      'iu',
    ),
  extract: (context, [, word, digits]) => {
    const [weekday, day, now] = [weekdayNumber(word), Number(digits), today(context)];
    for (let month = 0; month <= LOOK_AHEAD; month += 1) {
      const date = utc(now.getUTCFullYear(), now.getUTCMonth() + 1 + month, day);
      if (date >= now && date.getUTCDate() === day && date.getUTCDay() === weekday)
        return context.createParsingComponents(parts(date));
    }
    return null;
  },
};

/** `on the 18th`, `the 15th day of next month`: of this month, or of the next once it is over. */
const dayOfMonth: chrono.Parser = {
  pattern: () =>
    /\b(?:on )?the (\d{1,2})(?:st|nd|rd|th)(?! (?:of|century|week|month|year|floor|street|annual|ave))(?: day of (next|this) month)?\b/i,
  extract: (context, [, digits, which]) => {
    const [day, now] = [Number(digits), today(context)];
    const next = which === 'next' || (which === undefined && day < now.getUTCDate()) ? 1 : 0;
    const date = utc(now.getUTCFullYear(), now.getUTCMonth() + 1 + next, day);
    return date.getUTCDate() === day ? context.createParsingComponents(parts(date)) : null;
  },
};

const NUMBERS = 'one|two|three|four|five|six|seven|eight|nine|ten|an?|\\d{1,3}';
const numberOf = (text: string): number => {
  const at = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].indexOf(
    text.toLowerCase(),
  );
  return at >= 0 ? at + 1 : /^an?$/i.test(text) ? 1 : Number(text);
};

function moved(date: Date, count: number, unit: string): Date {
  const { year, month, day } = parts(date);
  if (/^day/i.test(unit)) return new Date(date.getTime() + count * MS_PER_DAY);
  if (/^week/i.test(unit)) return new Date(date.getTime() + count * 7 * MS_PER_DAY);
  const months = /^month/i.test(unit) ? count : count * 12;
  // The last day of a shorter month stands for the 31st.
  const last = utc(year, month + months + 1, 0).getUTCDate();
  return utc(year, month + months, Math.min(day, last));
}

/** `three weeks from tomorrow`, `2 weeks before Christmas`, `in two months`: counted from a day that is named, or from today. */
const counted: chrono.Parser = {
  pattern: () =>
    new RegExp(
      `\\b(?:in (?<in>${NUMBERS}) (?<inUnit>months?|years?)\\b|(?<count>${NUMBERS}) (?<unit>days?|weeks?|months?|years?) (?<way>from|after|before) (?<rest>[^.;!?]{3,40}))`,
      'i',
    ),
  extract: (context, match) => {
    const groups = (match as RegExpMatchArray).groups ?? {};
    if (groups['in'] !== undefined)
      return context.createParsingComponents(
        parts(moved(today(context), numberOf(groups['in']), groups['inUnit'] ?? '')),
      );
    const [base] = dateReader.parse(groups['rest'] ?? '', {
      instant: context.reference.instant,
      timezone: context.reference.timezoneOffset ?? undefined,
    } as chrono.ParsingReference);
    if (
      base?.index !== 0 ||
      (!base.start.isCertain('day') && !base.start.isCertain('weekday') && !/^now|^today/i.test(base.text))
    )
      return null;
    const get = (part: 'year' | 'month' | 'day'): number => base.start.get(part) ?? 0;
    const count = numberOf(groups['count'] ?? '') * (/before/i.test(groups['way'] ?? '') ? -1 : 1);
    return context.createParsingComponents(
      parts(moved(utc(get('year'), get('month'), get('day')), count, groups['unit'] ?? '')),
    );
  },
};

/** Chrono's English reader, and what announcements write besides: holidays, a weekday with its day, counted days. */
export const dateReader: chrono.Chrono = chrono.casual.clone();
dateReader.parsers.unshift(counted, weekdayWithDay, dayOfMonth, holiday);

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
];
const CARDINALS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const suffixed = (day: number): string =>
  `${String(day)}${day % 10 === 1 && day !== 11 ? 'st' : day % 10 === 2 && day !== 12 ? 'nd' : day % 10 === 3 && day !== 13 ? 'rd' : 'th'}`;
const ordinalOf = (tens: string | undefined, word: string): string => {
  const unit = word === 'thirtieth' ? 30 : ORDINALS.indexOf(word.toLowerCase()) + 1;
  return suffixed(unit + (tens === undefined ? 0 : /thirty/i.test(tens) ? 30 : 20));
};
const ORDINAL = `(?:(twenty|thirty)[ -])?(${ORDINALS.join('|')}|thirtieth)`;
const CLOCK_WORD = CARDINALS.join('|');
const MINUTE_WORDS: Readonly<Record<string, string>> = {
  fifteen: '15',
  thirty: '30',
  'forty five': '45',
  'forty-five': '45',
};

/**
 * A sentence as the reader understands it: numbers in words as digits where they are a day or a time, `9p` as `9pm`, `between 3 and
 * 12 of Sept` as a span, a year without the `of` before it.
 */
export function asDigits(text: string): string {
  return text
    .replace(
      new RegExp(`\\b(${MONTH}) ${ORDINAL}\\b`, 'gi'),
      (_, month: string, tens: string | undefined, word: string) => `${month} ${ordinalOf(tens, word)}`,
    )
    .replace(
      new RegExp(`\\bthe ${ORDINAL}(?= day\\b|\\s+(?:at\\s+)?(?:${CLOCK_WORD})\\b)`, 'gi'),
      (_, tens: string | undefined, word: string) => `the ${ordinalOf(tens, word)}`,
    )
    .replace(/\b(\d{1,2}(?:st|nd|rd|th)) day of (?=[a-z]{3,9}\b)(?!next|this)/gi, '$1 of ')
    .replace(
      new RegExp(`\\b(${CLOCK_WORD})(?:[ -](fifteen|thirty|forty[ -]five))?(?= ?[ap]\\.?m\\b)`, 'gi'),
      (_, hour: string, minute?: string) => clockText(hour, minute),
    )
    .replace(
      new RegExp(`\\b(${CLOCK_WORD})[ -](fifteen|thirty|forty[ -]five)\\b`, 'gi'),
      (_, hour: string, minute: string) => clockText(hour, minute),
    )
    .replace(/\b(\d{1,2}(?::\d{2})?)([ap])\b\.?(?!\w)/gi, '$1$2m')
    .replace(
      /\bbetween (\d{1,2}) and (\d{1,2}) (?:of )?(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/gi,
      '$1 to $2 ',
    )
    .replace(/(\d{1,2}-\d{1,2}-\d{4})-(?=\d{1,2}-\d{1,2}-\d{4})/g, '$1 to ')
    .replace(new RegExp(`\\b(${MONTH}(?: \\d{1,2}(?:st|nd|rd|th)?)?) of ((?:19|20)\\d{2})\\b`, 'gi'), '$1 $2');
}

const clockText = (hour: string, minute: string | undefined): string =>
  `${String(CARDINALS.indexOf(hour.toLowerCase()) + 1)}:${minute === undefined ? '00' : (MINUTE_WORDS[minute.toLowerCase()] ?? '00')}`;
