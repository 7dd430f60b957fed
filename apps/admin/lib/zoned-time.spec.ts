import { fromZone, toZone } from './zoned-time';

const iso = (local: string, zone: string) => fromZone(local, zone)?.toISOString();

describe('times of a zone', () => {
  it('reads a time as clocks of the zone show it, in winter and in summer', () => {
    expect(iso('2026-11-26T21:00', 'America/Chicago')).toBe('2026-11-27T03:00:00.000Z');
    expect(iso('2026-07-01T09:30', 'America/Chicago')).toBe('2026-07-01T14:30:00.000Z');
    expect(iso('2026-07-01T09:30', 'Asia/Kathmandu')).toBe('2026-07-01T03:45:00.000Z');
    expect(iso('2026-07-01T09:30', 'UTC')).toBe('2026-07-01T09:30:00.000Z');
  });

  it('moves a time that clocks skip on by the hour that was skipped', () => {
    expect(iso('2026-03-08T02:30', 'America/Chicago')).toBe('2026-03-08T08:30:00.000Z');
  });

  it('takes the first of a time that comes twice', () => {
    expect(iso('2026-11-01T01:30', 'America/Chicago')).toBe('2026-11-01T06:30:00.000Z');
  });

  it('is right just before and after clocks change', () => {
    expect(iso('2026-03-08T01:59', 'America/Chicago')).toBe('2026-03-08T07:59:00.000Z');
    expect(iso('2026-03-08T03:00', 'America/Chicago')).toBe('2026-03-08T08:00:00.000Z');
  });

  it('gives back what it was made of', () => {
    for (const zone of ['America/Chicago', 'Europe/London', 'Pacific/Auckland', 'UTC'])
      expect(toZone(fromZone('2026-11-26T21:00', zone)!, zone)).toBe('2026-11-26T21:00');
  });

  it('knows what is no time', () => {
    expect(fromZone('', 'UTC')).toBeNull();
    expect(fromZone('soon', 'UTC')).toBeNull();
  });
});
