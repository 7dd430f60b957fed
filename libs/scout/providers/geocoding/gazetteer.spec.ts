import { Gazetteer } from './gazetteer.js';
import { radiusOfBox, radiusOfPopulation } from './extent.js';

const options = { signal: new AbortController().signal };

describe('gazetteer', () => {
  const gazetteer = new Gazetteer();

  it.each([
    ['Austin, TX', 'Austin, Texas, United States', 'America/Chicago'],
    ['austin-tx', 'Austin, Texas, United States', 'America/Chicago'],
    ['detroit mi', 'Detroit, Michigan, United States', 'America/Detroit'],
    ['detroit-mi', 'Detroit, Michigan, United States', 'America/Detroit'],
    ['Portland, Maine', 'Portland, Maine, United States', 'America/New_York'],
    ['kansas city', 'Kansas City, Missouri, United States', 'America/Chicago'],
    ['New York', 'New York City, New York, United States', 'America/New_York'],
    ['St. Louis, MO', 'St. Louis, Missouri, United States', 'America/Chicago'],
    ['Lyon, France', 'Lyon, France', 'Europe/Paris'],
    ['Boulder, Boulder County, Colorado', 'Boulder, Colorado, United States', 'America/Denver'],
  ])('knows %s', async (query, displayName, timeZone) => {
    const place = await gazetteer.geocode(query, options);
    expect(place).toMatchObject({ displayName, timeZone });
    expect(place!.radiusKm).toBeGreaterThanOrEqual(2);
    expect(place!.radiusKm).toBeLessThanOrEqual(60);
  });

  it.each(['Xyzzyville', 'Austin, ZZ', '', '   ', 'Atlantis, TX', '🙂', 'zzzz-tx'])(
    'invents nothing for "%s"',
    async (query) => {
      expect(await gazetteer.geocode(query, options)).toBeNull();
    },
  );

  it('gives country and state for the terms of a region', async () => {
    const place = await gazetteer.geocode('Austin, TX', options);
    expect(place!.address).toMatchObject({ city: 'Austin', state: 'Texas', country_code: 'us' });
  });
});

describe('extent', () => {
  it('clamps between a village and a metropolitan area', () => {
    expect(radiusOfBox(30, 30.001, -97, -96.999)).toBe(2);
    expect(radiusOfBox(30, 33, -97, -90)).toBe(60);
    expect(radiusOfPopulation(1_000)).toBe(2);
  });
  it('measures a box, also across the antimeridian', () => {
    expect(radiusOfBox(45, 45.4, -93.4, -93)).toBeCloseTo(18.9, 0);
    expect(radiusOfBox(0, 0.4, 179.8, -179.8)).toBeCloseTo(22.2, 0);
  });
});
