import { endAfter, isDeadline, isPublicHoliday, withTitleTime } from './calendar-entry.js';

describe('entries of calendars', () => {
  it('knows public holidays, and gatherings named after one', () => {
    expect(['New Year’s Day', 'Thanksgiving', "Lincoln's Birthday"].map(isPublicHoliday)).toEqual([true, true, true]);
    expect(['Thanksgiving dinner', 'Labor Day parade'].map(isPublicHoliday)).toEqual([false, false]);
  });
  it('knows deadlines', () => {
    expect(isDeadline('Submission Due Date – RFP for Design-Build Services')).toBe(true);
    expect(isDeadline('Budget hearing')).toBe(false);
  });
  it('drops an end that is not after the start', () => {
    expect(endAfter('2019-01-01T10:00:00-06:00', '2019-01-01T10:00:00-06:00')).toBeNull();
    expect(endAfter('2019-01-01T10:00:00-06:00', '2019-01-01T11:00:00-06:00')).toBe('2019-01-01T11:00:00-06:00');
  });
  it('takes the time of an all-day entry from its title', () => {
    const day = '2019-02-13T00:00:00-06:00';
    expect(withTitleTime(day, 'Board Meeting @ 2:30 pm', 'America/Chicago')).toBe('2019-02-13T14:30:00-06:00');
    expect(withTitleTime(day, 'Board Meeting', 'America/Chicago')).toBe(day);
  });
});
