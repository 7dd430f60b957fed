/** A calendar day without a zone. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const DAY_MS = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');
const utcOf = (day: Day): number => Date.UTC(day.year, day.month - 1, day.day);
const dayOf = (utc: number): Day => {
  const date = new Date(utc);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

/** `-06:00`: what the zone is ahead of UTC at that instant. */
function offsetAt(utc: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(utc);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? '+00:00' : name.slice('GMT'.length);
}

/** An instant as the town's people write it: every rendering that one of its pages uses. */
export class Moment {
  readonly instant: Date;
  readonly iso: string;

  constructor(
    readonly day: Day,
    readonly hour: number,
    readonly minute: number,
    readonly timeZone: string,
  ) {
    const wall = utcOf(day) + (hour * 60 + minute) * 60_000;
    const local = `${this.isoDate}T${two(hour)}:${two(minute)}:00`;
    const guess = offsetAt(wall, timeZone);
    const offset = offsetAt(Date.parse(local + guess), timeZone);
    this.iso = local + offset;
    this.instant = new Date(this.iso);
  }

  private words(locale: string, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(utcOf(this.day));
  }
  /** `2026-12-02` */
  get isoDate(): string {
    return `${this.day.year}-${two(this.day.month)}-${two(this.day.day)}`;
  }
  /** `Wednesday, December 2, 2026` */
  get date(): string {
    return this.words('en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
  }
  /** `December 2, 2026` */
  get plainDate(): string {
    return this.words('en-US', { month: 'long', day: 'numeric', year: 'numeric' });
  }
  /** `Wednesday, December 2` */
  get shortDate(): string {
    return this.words('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
  }
  /** `Dec 2, 2026`, as search engines date a result. */
  get searchDate(): string {
    return this.words('en-US', { month: 'short', day: 'numeric', year: 'numeric' });
  }
  /** `12/02/2026` */
  get numericDate(): string {
    return `${two(this.day.month)}/${two(this.day.day)}/${this.day.year}`;
  }
  /** `miércoles, 2 de diciembre de 2026` */
  get fechaLarga(): string {
    return this.words('es-US', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  }
  /** `6:30 PM` */
  get time(): string {
    return `${this.hour % 12 === 0 ? 12 : this.hour % 12}:${two(this.minute)} ${this.hour < 12 ? 'AM' : 'PM'}`;
  }
  /** `Wednesday, December 2, 2026 at 6:30 PM` */
  get human(): string {
    return `${this.date} at ${this.time}`;
  }
  /** `20261202T183000`, local time of an iCalendar file. */
  get ical(): string {
    return `${this.icalDate}T${two(this.hour)}${two(this.minute)}00`;
  }
  private get icalDate(): string {
    return this.isoDate.replaceAll('-', '');
  }
  /** `Wed, 02 Dec 2026 18:30:00 -0600`, as in RSS. */
  get rfc822(): string {
    const date = this.words('en-GB', { weekday: 'short', day: '2-digit', month: 'short', year: 'numeric' });
    return `${date} ${two(this.hour)}:${two(this.minute)}:00 ${this.iso.slice(-6).replace(':', '')}`;
  }
  /** Every way a page may write this day; a reader that sees none of them does not know the date. */
  get dateRenderings(): readonly string[] {
    return [this.plainDate, this.shortDate, this.numericDate, this.isoDate, this.icalDate, this.fechaLarga];
  }
}

/** The town's calendar: all its dates are counted from one instant, so that a town built twice for a day is the same. */
export class TownClock {
  private readonly todayUtc: number;
  constructor(
    readonly now: Date,
    readonly timeZone: string,
  ) {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
    this.todayUtc = Date.parse(`${parts}T00:00:00Z`);
  }
  at(day: Day, time: string): Moment {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return new Moment(day, hour, minute, this.timeZone);
  }
  /** A day counted from today; negative: in the past. */
  inDays(days: number, time = '09:00'): Moment {
    return this.at(dayOf(this.todayUtc + days * DAY_MS), time);
  }
  /** The nth such weekday after today (1 = the next one). */
  next(weekday: Weekday, nth: number, time: string): Moment {
    const today = new Date(this.todayUtc).getUTCDay();
    const ahead = (WEEKDAYS.indexOf(weekday) - today + 7) % 7 || 7;
    return this.inDays(ahead + 7 * (nth - 1), time);
  }
}
