import { TownClock } from './clock.js';

const at = (iso: string) => new TownClock(new Date(iso), 'America/Chicago');

describe('the calendar of the town', () => {
  it('counts days in its own zone', () => {
    // 03:00 UTC is still the evening before in Chicago.
    expect(at('2026-11-22T03:00:00Z').inDays(0).isoDate).toBe('2026-11-21');
  });
  it('finds the nth weekday after today, never today itself', () => {
    const saturday = at('2026-11-21T15:00:00Z');
    expect(saturday.next('saturday', 1, '09:00').isoDate).toBe('2026-11-28');
    expect(saturday.next('tuesday', 2, '18:30').human).toBe('Tuesday, December 1, 2026 at 6:30 PM');
  });
  it('knows the offset on both sides of the change of the clocks', () => {
    const march = at('2027-03-10T15:00:00Z');
    expect(march.inDays(2, '12:00').iso).toBe('2027-03-12T12:00:00-06:00');
    expect(march.inDays(5, '12:00').iso).toBe('2027-03-15T12:00:00-05:00');
  });
  it('writes a moment as people, feeds and calendars do', () => {
    const moment = at('2026-11-21T15:00:00Z').next('wednesday', 2, '00:05');
    expect([moment.time, moment.ical, moment.rfc822, moment.fechaLarga, moment.numericDate]).toEqual([
      '12:05 AM',
      '20261202T000500',
      'Wed, 02 Dec 2026 00:05:00 -0600',
      'miércoles, 2 de diciembre de 2026',
      '12/02/2026',
    ]);
  });
});
