const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMED =
  /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})\b/gi;
const ISO = /\b((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)/g;
/** iCalendar's form, alone or before a time. */
const COMPACT = /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?=T\d{4}|(?!\d)(?!T))/g;
const SLASHED = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/((?:19|20)\d{2})(?![\d/])/g;

/**
 * The day a page was probably captured on, told from the full dates that it holds: their median, because such pages show what was and
 * what is to come. Null when it holds none. A stand-in for captures that do not say their day.
 */
export function captureDay(text: string): string | null {
  const days = [
    ...[...text.matchAll(NAMED)].map(([, month = '', day, year]) => [
      Number(year),
      MONTHS.indexOf(month.toLowerCase()) + 1,
      Number(day),
    ]),
    ...[...text.matchAll(COMPACT)].map(([, year, month, day]) => [Number(year), Number(month), Number(day)]),
    ...[...text.matchAll(ISO)].map(([, year, month, day]) => [Number(year), Number(month), Number(day)]),
    ...[...text.matchAll(SLASHED)].map(([, month, day, year]) => [Number(year), Number(month), Number(day)]),
  ]
    .filter(([, month = 0, day = 0]) => month >= 1 && month <= 12 && day >= 1 && day <= 28)
    .map((parts) => parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-'))
    .toSorted();
  return days[Math.floor(days.length / 2)] ?? null;
}
