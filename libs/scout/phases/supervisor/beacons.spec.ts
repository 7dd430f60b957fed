import { beacons } from './beacons.js';

const now = new Date('2026-06-30T00:00:00Z');
const live = (id: string, more: object = {}) => ({
  id,
  location: { latitude: 30.2672, longitude: -97.7431 },
  locationName: 'Elm Park',
  extractedAt: '2026-06-28T00:00:00Z',
  sensitivity: 'general' as const,
  causeHeat: 0.5,
  ...more,
});

describe('beacons', () => {
  it('stand where three signals of a week are', () => {
    const [task, ...others] = beacons([live('a'), live('b'), live('c')], 'Austin', now);
    expect(others).toEqual([]);
    expect(task).toMatchObject({ key: '9v6kp', source: 'beacon', query: 'Elm Park', priority: 0.75 });
  });
  it('need three, recent, placed and not sensitive', () => {
    expect(beacons([live('a'), live('b')], 'Austin', now)).toEqual([]);
    expect(beacons([live('a'), live('b'), live('c', { extractedAt: '2026-06-01T00:00:00Z' })], 'Austin', now)).toEqual(
      [],
    );
    expect(beacons([live('a'), live('b'), live('c', { sensitivity: 'sensitive' })], 'Austin', now)).toEqual([]);
    expect(beacons([live('a'), live('b'), live('c', { location: null })], 'Austin', now)).toEqual([]);
  });
});
