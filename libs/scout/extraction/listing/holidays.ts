/** 1–12 and the day of the month. */
export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

const at = (month: number, day: number) => (): MonthDay => ({ month, day });

/** The `nth` weekday (0 Sunday) of a month; −1: the last one. */
const nth =
  (month: number, weekday: number, which: number) =>
  (year: number): MonthDay => {
    if (which > 0) {
      const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
      return { month, day: 1 + ((weekday - first + 7) % 7) + (which - 1) * 7 };
    }
    const last = new Date(Date.UTC(year, month, 0));
    return { month, day: last.getUTCDate() - ((last.getUTCDay() - weekday + 7) % 7) };
  };

/** Easter Sunday of the Western church (the anonymous Gregorian computus, Nature 1876). */
function easter(year: number): MonthDay {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return { month: Math.floor(f / 31), day: (f % 31) + 1 };
}

const blackFriday = (year: number): MonthDay => {
  const { month, day } = nth(11, 4, 4)(year);
  return { month, day: day + 1 };
};

/** Days that announcements call by name, with how they fall in a year. More particular names first. */
const HOLIDAYS: readonly (readonly [string, (year: number) => MonthDay])[] = [
  ['christmas eve', at(12, 24)],
  ['(?:christmas|xmas)(?: day)?', at(12, 25)],
  ["new year(?:'s|s)? eve", at(12, 31)],
  ["new year(?:'s|s)?(?: day)?", at(1, 1)],
  ['(?:the )?independence day|4th of july|fourth of july', at(7, 4)],
  ["valentine(?:'s|s)? day", at(2, 14)],
  ["(?:st\\.?|saint) patrick(?:'s|s)? day", at(3, 17)],
  ['juneteenth', at(6, 19)],
  ["(?:international )?workers'? day|may day", at(5, 1)],
  ['halloween', at(10, 31)],
  ["veteran(?:s'?|'s) day", at(11, 11)],
  ['black friday', blackFriday],
  ['thanksgiving(?: day)?', nth(11, 4, 4)],
  ['labou?r day', nth(9, 1, 1)],
  ['memorial day', nth(5, 1, -1)],
  ['(?:martin luther king(?:,? jr\\.?)?|mlk)(?: day)?', nth(1, 1, 3)],
  ["president(?:s'?|'s) day", nth(2, 1, 3)],
  ["mother(?:'s|s'?) day", nth(5, 0, 2)],
  ["father(?:'s|s'?) day", nth(6, 0, 3)],
  ['easter(?: sunday)?', easter],
];

/** Pattern of every name. */
export const HOLIDAY_NAMES = HOLIDAYS.map(([name]) => name).join('|');

/** When a holiday falls in a year; null for what is no holiday known here. */
export function holidayIn(name: string, year: number): MonthDay | null {
  const plain = name.toLowerCase().replaceAll('’', "'");
  return HOLIDAYS.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(plain))?.[1](year) ?? null;
}
