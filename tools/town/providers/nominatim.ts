import { plainWords } from '../text/match.js';
import { NEIGHBOURS } from '../world/neighbours.js';
import type { Place } from '../world/places.js';
import { PLACES } from '../world/places.js';
import { REGION } from '../world/region.js';
import type { Provider } from './provider.js';
import { json, retryHeader } from './provider.js';

const LICENCE = 'Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright';
const FIRST_ID = 410_000_001;
const FIRST_NEIGHBOUR_ID = 420_000_001;

/** What a request wants besides the place itself. */
interface Details {
  readonly address: boolean;
  readonly tags: boolean;
}
interface Known {
  readonly id: number;
  readonly names: readonly string[];
  readonly row: (more: Details) => Readonly<Record<string, unknown>>;
  readonly latitude: number;
  readonly longitude: number;
}

const wide = {
  county: REGION.county,
  state: REGION.state,
  'ISO3166-2-lvl4': `US-${REGION.stateCode}`,
  country: 'United States',
  country_code: 'us',
};
const tail = `${REGION.county}, ${REGION.state}, United States`;

/** `[south, north, west, east]` around a point; degrees as strings, as the service gives them. */
function box(latitude: number, longitude: number, radiusKm: number): string[] {
  const lat = radiusKm / 111;
  const lng = radiusKm / (111 * Math.cos((latitude * Math.PI) / 180));
  return [latitude - lat, latitude + lat, longitude - lng, longitude + lng].map((degrees) => degrees.toFixed(7));
}

/** A town or city as an administrative area. */
function settlement(id: number, osmId: number, named: { name: string; latitude: number; longitude: number }): Known {
  const { name, latitude, longitude } = named;
  const names = [name, `${name} ${REGION.stateCode}`, `${name} ${REGION.state}`];
  const spelled = [
    ...names,
    ...names.map((spelling) => `${spelling} USA`),
    ...names.map((spelling) => `${spelling} United States`),
    `City of ${name}`,
    `${name} ${REGION.county} ${REGION.state}`,
    `${name} ${tail}`,
  ];
  return {
    id,
    names: spelled.map(plainWords),
    latitude,
    longitude,
    row: (more) => ({
      place_id: id,
      licence: LICENCE,
      osm_type: 'relation',
      osm_id: osmId,
      lat: latitude.toFixed(7),
      lon: longitude.toFixed(7),
      category: 'boundary',
      type: 'administrative',
      place_rank: 16,
      importance: 0.4123,
      addresstype: 'city',
      name,
      display_name: `${name}, ${tail}`,
      ...(more.address ? { address: { city: name, ...wide } } : {}),
      ...(more.tags ? { extratags: {} } : {}),
      boundingbox: box(latitude, longitude, REGION.radiusKm),
    }),
  };
}

function place(known: Place, index: number): Known {
  const id = FIRST_ID + 1 + index;
  const isArea = known.precision === 'neighborhood';
  const own = [known.name, ...(known.address === null ? [] : [known.address])];
  const ends = [
    '',
    REGION.name,
    `${REGION.name} ${REGION.stateCode}`,
    `${REGION.name} ${REGION.state}`,
    `${REGION.name} ${tail}`,
  ];
  const names = own.flatMap((name) => ends.map((end) => plainWords(`${name} ${end}`)));
  const [number = '', ...road] = (known.address ?? '').split(' ');
  const at = isArea
    ? { neighbourhood: known.name }
    : { amenity: known.name, house_number: number, road: road.join(' ') };
  return {
    id,
    names,
    latitude: known.latitude,
    longitude: known.longitude,
    row: (more) => ({
      place_id: id,
      licence: LICENCE,
      osm_type: isArea ? 'relation' : 'way',
      osm_id: 910_000 + index,
      lat: known.latitude.toFixed(7),
      lon: known.longitude.toFixed(7),
      category: isArea ? 'place' : 'amenity',
      type: isArea ? 'neighbourhood' : 'community_centre',
      place_rank: isArea ? 24 : 30,
      importance: 0.0000999,
      addresstype: isArea ? 'neighbourhood' : 'amenity',
      name: known.name,
      display_name: [known.name, known.address, REGION.name, tail].filter((part) => part !== null).join(', '),
      ...(more.address ? { address: { ...at, city: REGION.name, ...wide } } : {}),
      ...(more.tags ? { extratags: {} } : {}),
      boundingbox: box(known.latitude, known.longitude, isArea ? 0.9 : 0.05),
    }),
  };
}

/** A geocoder that knows the town, its neighbourhoods, the places its pages name and the towns around it, and nothing else. */
export function nominatim(): Provider {
  const inside = [
    settlement(FIRST_ID, 241_337, { name: REGION.name, ...REGION.center }),
    ...Object.values(PLACES).map(place),
  ];
  const around = NEIGHBOURS.map((neighbour, index) =>
    settlement(FIRST_NEIGHBOUR_ID + index, 250_000 + index, neighbour),
  );
  const known = [...inside, ...around];
  const failure: Provider['failure'] = (status, retryAfter) =>
    json(status, { error: { code: status, message: 'Request failed' } }, { headers: retryHeader(retryAfter) });
  return {
    name: 'nominatim',
    operation: (request) => request.url.pathname.slice(1),
    answer: (request) => {
      const query = request.url.searchParams;
      const details = { address: query.get('addressdetails') === '1', tags: query.get('extratags') === '1' };
      if (request.url.pathname === '/search') {
        const asked = plainWords(query.get('q') ?? [query.get('city'), query.get('state')].join(' '));
        const limit = Number(query.get('limit') ?? '10');
        return json(
          200,
          known
            .filter((entry) => entry.names.includes(asked))
            .slice(0, limit)
            .map((entry) => entry.row(details)),
        );
      }
      if (request.url.pathname === '/reverse') {
        const latitude = Number(query.get('lat'));
        const longitude = Number(query.get('lon'));
        const distance = (entry: Known): number => Math.hypot(entry.latitude - latitude, entry.longitude - longitude);
        const nearest = inside.toSorted((a, b) => distance(a) - distance(b))[0];
        const inTown = nearest !== undefined && distance(nearest) < REGION.radiusKm / 111;
        return json(
          200,
          inTown
            ? nearest.row({ ...details, address: query.get('addressdetails') !== '0' })
            : { error: 'Unable to geocode' },
        );
      }
      return failure(404, null);
    },
    failure,
  };
}
