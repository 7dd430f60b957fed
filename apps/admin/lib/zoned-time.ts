/**
 * The moment when clocks of `zone` show `local` (`2026-11-26T21:00`, as a date-time field gives it). A time that is skipped
 * when clocks go forward is moved on by what was skipped; of a time that comes twice the first is meant. Null for what is no time.
 */
export function fromZone(local: string, zone: string): Date | null {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) return null;
  // The offset at the wanted moment is not known before the moment is: those of the day before and after are the candidates.
  const before = wall - offsetAt(wall - DAY_MS, zone);
  const after = wall - offsetAt(wall + DAY_MS, zone);
  const fits = [before, after].filter((moment) => moment + offsetAt(moment, zone) === wall);
  return new Date(fits.length === 0 ? before : Math.min(...fits));
}

/** What clocks of `zone` show at a moment, as a date-time field takes it: `2026-11-26T21:00`. */
export function toZone(moment: Date, zone: string): string {
  const wall = moment.getTime() + offsetAt(moment.getTime(), zone);
  return new Date(wall).toISOString().slice(0, 16);
}

const DAY_MS = 86_400_000;

/** How far clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(moment / 1_000) * 1_000;
}
