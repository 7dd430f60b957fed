import type { GeocodedPlace } from '../providers/index.js';
import { regionScopeOf } from './region-scope.js';

const place = (address: Record<string, string>, displayName: string): GeocodedPlace => ({
  displayName,
  latitude: 30.27,
  longitude: -97.74,
  radiusKm: 20,
  timeZone: 'America/Chicago',
  kind: 'city',
  address,
});

describe('the region of a geocoded place', () => {
  it('is named by city and state code', () => {
    const scope = regionScopeOf(
      place({ city: 'Austin', county: 'Travis County', state: 'Texas', 'ISO3166-2-lvl4': 'US-TX' }, 'Austin, Texas'),
    );
    expect(scope).toMatchObject({ slug: 'austin-tx', name: 'Austin, TX', timeZone: 'America/Chicago', radiusKm: 20 });
    expect(scope?.geoTerms).toEqual(['Austin, TX', 'Austin', 'Travis County', 'Texas']);
  });
  it('can be a county', () => {
    expect(
      regionScopeOf(place({ county: 'Wayne County', state: 'Michigan', 'ISO3166-2-lvl4': 'US-MI' }, 'Wayne County'))
        ?.slug,
    ).toBe('wayne-county-mi');
  });
  it('takes the state by name where there is no code', () => {
    expect(regionScopeOf(place({ city: 'Lyon', state: 'Rhône' }, 'Lyon'))?.slug).toBe('lyon-rhone');
  });
  it('falls back to the first part of the display name', () => {
    expect(regionScopeOf(place({}, 'Springfield, Somewhere'))?.name).toBe('Springfield');
  });
  it('is none when no slug can be made of its name', () => {
    expect(regionScopeOf(place({ city: '東京' }, '東京, 日本'))).toBeNull();
  });
});
