import { RegionRepository } from '#graph';
import type { GeocodedPlace } from '../providers/index.js';
import { openStoresLab, type StoresLab } from '../stores/testing/stores-lab.js';
import { RegionLookup } from './region-lookup.js';

describe('the lookup of a region', () => {
  let lab: StoresLab;
  let regions: RegionRepository;
  beforeAll(async () => {
    lab = await openStoresLab();
    regions = new RegionRepository(lab.stores.graph);
  }, 60_000);
  afterAll(() => lab.close());

  const place = (city: string): GeocodedPlace => ({
    displayName: city,
    latitude: 35,
    longitude: 139,
    radiusKm: 20,
    timeZone: 'Asia/Tokyo',
    kind: 'city',
    address: { city },
  });
  const lookup = (found: GeocodedPlace | null) => new RegionLookup(regions, { geocode: () => Promise.resolve(found) });

  it('by a name in other letters takes the one that the geocoder gives it in Latin letters', async () => {
    expect(await lookup(place('Tokyo')).find('東京')).toMatchObject({ slug: 'tokyo', name: 'Tokyo' });
  });

  it('by a name in other letters that leads nowhere says to give it in Latin letters', async () => {
    const latin = { success: false, unblocks: expect.stringContaining('in Latin letters') as string };
    expect(await lookup(null).find('日本')).toMatchObject({ ...latin, code: 'REGION_NOT_FOUND' });
    expect(await lookup(place('東京')).find('Toukyou')).toMatchObject({ ...latin, code: 'INVALID_QUERY' });
    expect(await lookup(null).findKnown('日本')).toMatchObject({ success: false, code: 'REGION_NOT_FOUND' });
  });
});
