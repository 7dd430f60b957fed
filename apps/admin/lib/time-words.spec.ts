import { inZone, inZoneExactly } from './time-words';

const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('a time in words', () => {
  it('is told on the clocks of its zone', () => {
    expect(plain(inZone('2026-11-27T03:00:05Z', 'America/Chicago'))).toBe('Nov 26, 2026, 9:00 PM');
  });

  it('names the second and the zone where it is told exactly, with summer time', () => {
    expect(plain(inZoneExactly('2026-11-27T03:00:05Z', 'America/Chicago'))).toBe('Nov 26, 2026, 9:00:05 PM CST');
    expect(plain(inZoneExactly('2026-07-01T03:00:05Z', 'America/Chicago'))).toBe('Jun 30, 2026, 10:00:05 PM CDT');
    expect(plain(inZoneExactly('2026-11-27T03:00:05Z', 'UTC'))).toBe('Nov 27, 2026, 3:00:05 AM UTC');
  });
});
