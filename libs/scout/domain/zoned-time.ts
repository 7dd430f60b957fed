const pad = (value: number): string => String(value).padStart(2, '0');

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** Whether this machine knows the IANA zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Minutes that a zone is ahead of UTC at an instant. */
export function offsetMinutes(instant: Date, timeZone: string): number {
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    parts['year'] ?? 0,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  );
  return Math.round((local - Math.floor(instant.getTime() / 1000) * 1000) / 60_000);
}

const offsetText = (minutes: number): string =>
  `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;

export interface LocalTime {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
}

/** ISO time with the zone's offset of a wall-clock time, `2026-03-08T19:00:00-05:00`; null for a day that does not exist. Midnight when no hour is given. */
export function zonedIso(local: LocalTime, timeZone: string): string | null {
  const { year, month, day, hour = 0, minute = 0 } = local;
  const asUtc = new Date(Date.UTC(year, month - 1, day, hour, minute));
  if (
    asUtc.getUTCFullYear() !== year ||
    asUtc.getUTCMonth() !== month - 1 ||
    asUtc.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59
  )
    return null;
  // Two passes: the first guess may fall on the other side of a change of the clocks.
  const guess = new Date(asUtc.getTime() - offsetMinutes(asUtc, timeZone) * 60_000);
  const offset = offsetMinutes(guess, timeZone);
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:00${offsetText(offset)}`;
}

/** An instant as ISO with the zone's offset. */
export function instantInZone(instant: Date, timeZone: string): string {
  const offset = offsetMinutes(instant, timeZone);
  return `${new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, 19)}${offsetText(offset)}`;
}

const ISO_LIKE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * A machine-written time as ISO with an offset; without one of its own it is taken as wall-clock time in `timeZone`,
 * which is what calendars of a place mean. Null for what is no time (never a guess).
 */
export function isoWithOffset(value: string, timeZone: string): string | null {
  const match = ISO_LIKE.exec(value.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, , offset] = match;
  const local = zonedIso(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
    },
    timeZone,
  );
  if (local === null || offset === undefined || hour === undefined) return local;
  const normal =
    offset.toUpperCase() === 'Z' || /^[+-]00:?00$/.test(offset)
      ? 'Z'
      : offset.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const instant = new Date(`${local.slice(0, 19)}${normal}`);
  // A calendar that writes everything in UTC means the local wall clock of that instant.
  return normal === 'Z' ? instantInZone(instant, timeZone) : `${local.slice(0, 19)}${normal}`;
}
