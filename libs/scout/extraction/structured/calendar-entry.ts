import { hasTimeOfDay, zonedIso } from '../../domain/index.js';
import { writtenTime } from '../listing/clock-time.js';

const HOLIDAYS =
  /^(?:(?:new year|veteran|president|mother|father|saint patrick|st\.? patrick|valentine)['’]?s?['’]?s? (?:day|eve)|(?:martin luther king,? jr\.?|mlk|memorial|independence|labor|columbus|indigenous peoples['’]?|thanksgiving|christmas|juneteenth|election|casimir pulaski|pulaski)(?: day)?|christmas eve|lincoln['’]?s birthday|washington['’]?s birthday|good friday|day after thanksgiving)(?: \(?observed\)?)?(?: holiday)?$/i;
/** Whether an entry of a calendar is a public holiday, which nobody is invited to. */
export const isPublicHoliday = (title: string): boolean => HOLIDAYS.test(title.trim());

const DEADLINE = /\b(?:deadline|due date|(?:proposals?|applications?|submissions?|bids?) due)\b/i;
/** Whether an entry says until when something is to be done: a notice, no gathering. */
export const isDeadline = (title: string): boolean => DEADLINE.test(title);

/** The end that an entry gives, if it is after its start: calendars fill the field in for entries without one. */
export const endAfter = (startsAt: string, endsAt: string | null): string | null =>
  endsAt !== null && Date.parse(endsAt) > Date.parse(startsAt) ? endsAt : null;

/** An all-day start with the time of day that the title names: `Board meeting @ 2:30 pm`. Other starts as they are. */
export function withTitleTime(startsAt: string, title: string, timeZone: string): string {
  const time = hasTimeOfDay(startsAt) ? null : writtenTime(title);
  const [year = 0, month = 0, day = 0] = startsAt.slice(0, 10).split('-').map(Number);
  return time === null ? startsAt : (zonedIso({ year, month, day, ...time.start }, timeZone) ?? startsAt);
}
