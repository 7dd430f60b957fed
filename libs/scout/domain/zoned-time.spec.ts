import { instantInZone, isoWithOffset, zonedIso } from './zoned-time.js';

describe('zonedIso', () => {
  it('knows summer and winter time', () => {
    expect(zonedIso({ year: 2026, month: 7, day: 4, hour: 19 }, 'America/Detroit')).toBe('2026-07-04T19:00:00-04:00');
    expect(zonedIso({ year: 2026, month: 1, day: 4, hour: 19, minute: 30 }, 'America/Chicago')).toBe(
      '2026-01-04T19:30:00-06:00',
    );
  });
  it('is right on the day the clocks change', () => {
    expect(zonedIso({ year: 2026, month: 3, day: 8, hour: 12 }, 'America/Chicago')).toBe('2026-03-08T12:00:00-05:00');
  });
  it('refuses a day that does not exist', () => {
    expect(zonedIso({ year: 2026, month: 2, day: 30 }, 'UTC')).toBeNull();
  });
});

describe('isoWithOffset', () => {
  it.each([
    ['2026-07-04', '2026-07-04T00:00:00-04:00'],
    ['2026-07-04T19:00', '2026-07-04T19:00:00-04:00'],
    ['2026-07-04 19:00:00-0500', '2026-07-04T19:00:00-05:00'],
    ['2026-07-04T23:00:00Z', '2026-07-04T19:00:00-04:00'],
    ['2026-7-4T19:00', '2026-07-04T19:00:00-04:00'],
  ])('%s → %s', (given, iso) => {
    expect(isoWithOffset(given, 'America/Detroit')).toBe(iso);
  });
  it.each(['next Tuesday', '', '2026-13-01', 'TBD'])('never guesses %j', (given) => {
    expect(isoWithOffset(given, 'America/Detroit')).toBeNull();
  });
});

it('writes an instant in a zone', () => {
  expect(instantInZone(new Date('2026-01-01T00:00:00Z'), 'America/Chicago')).toBe('2025-12-31T18:00:00-06:00');
});
