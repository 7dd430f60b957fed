import { captureDay } from './capture-day.js';

describe('captureDay', () => {
  it('is the middle of the dates that the page holds', () => {
    expect(captureDay('<li>January 6, 2020</li><li>2020-02-03</li><li>3/2/2020</li>')).toBe('2020-02-03');
  });
  it('reads the days of a calendar, which have no dashes', () => {
    expect(
      captureDay('DTSTART;TZID=America/Chicago:20260106T163000\nDTSTART;VALUE=DATE:20260107\nUID:1234567890'),
    ).toBe('2026-01-07');
  });
  it('is unknown for a page without full dates', () => {
    expect(captureDay('Every Monday, January 6')).toBeNull();
  });
});
