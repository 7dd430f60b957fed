import type { RegionScope } from '#graph';
import { regionSlug } from '../domain/index.js';
import type { GeocodedPlace } from '../providers/index.js';

/** Address parts that can name a region, the narrowest first. */
const PLACE_KEYS = ['city', 'town', 'village', 'municipality', 'hamlet', 'county', 'state_district', 'state'] as const;
const TERM_KEYS = [
  'neighbourhood',
  'suburb',
  'city_district',
  'city',
  'town',
  'village',
  'municipality',
  'county',
  'state',
] as const;

/** The region a geocoder's answer stands for: named `City, ST`, with the names that mean it in a text. Null when no slug can be made of its name. */
export function regionScopeOf(place: GeocodedPlace): RegionScope | null {
  const { address } = place;
  const own =
    PLACE_KEYS.map((key) => address[key]).find((part) => part !== undefined) ??
    place.displayName.split(',')[0] ??
    place.displayName;
  const state = stateCode(address) ?? address['state'];
  const name = state === undefined || state === own ? own : `${own}, ${state}`;
  const slug = regionSlug(name);
  if (slug === null) return null;
  const terms = [name, own, ...TERM_KEYS.map((key) => address[key])].filter(
    (term): term is string => term !== undefined && term !== '',
  );
  return {
    slug,
    name,
    center: { latitude: place.latitude, longitude: place.longitude },
    radiusKm: place.radiusKm,
    timeZone: place.timeZone,
    geoTerms: [...new Set(terms)],
  };
}

/** `TX` from an ISO 3166-2 code like `US-TX` (Nominatim's `ISO3166-2-lvl4`) or a `state_code`. */
function stateCode(address: Readonly<Record<string, string>>): string | undefined {
  const iso = /^[A-Z]{2}-([A-Z]{2,3})$/.exec(address['ISO3166-2-lvl4'] ?? '')?.[1];
  return iso ?? address['state_code']?.toUpperCase();
}
