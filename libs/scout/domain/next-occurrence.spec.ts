import { nextOccurrence } from './next-occurrence.js';

const tuesdays = {
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  startsAt: '2026-01-06T18:30:00-06:00',
  timeZone: 'America/Chicago',
};
const at = new Date('2026-11-01T00:00:00Z');

describe('nextOccurrence', () => {
  it('is the next one by the clock on the wall, whatever the season', () => {
    expect(nextOccurrence(tuesdays, new Date('2026-07-01T00:00:00Z'))).toBe('2026-07-07T18:30:00-05:00');
    expect(nextOccurrence(tuesdays, at)).toBe('2026-11-03T18:30:00-06:00');
  });
  it('is the start while that is ahead', () => {
    expect(nextOccurrence(tuesdays, new Date('2025-01-01T00:00:00Z'))).toBe('2026-01-06T18:30:00-06:00');
  });
  it('is null when none is left', () => {
    expect(nextOccurrence({ ...tuesdays, rrule: 'FREQ=WEEKLY;COUNT=3' }, at)).toBeNull();
    expect(nextOccurrence({ ...tuesdays, rrule: 'FREQ=WEEKLY;UNTIL=20260301T000000Z' }, at)).toBeNull();
  });
  it.each([
    ['no rule', { rrule: 'every Tuesday' }],
    ['a rule that never comes true', { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }],
    ['a rule with lines of its own', { rrule: 'FREQ=WEEKLY\nDTSTART:20200101T000000Z' }],
    ['every second', { rrule: 'FREQ=SECONDLY' }],
    ['no start', { startsAt: null }],
    ['no such zone', { timeZone: 'Mars/Olympus' }],
  ])('is unknown: %s', (_, more) => {
    expect(nextOccurrence({ ...tuesdays, ...more }, at)).toBeUndefined();
  });
});
