import timeZoneAt from '@photostructure/tz-lookup';
import { z } from 'zod';
import { requestJson, type JsonEndpoint } from '../http/json-request.js';
import type { GeocodedPlace, GeocodingPort } from '../ports.js';
import { radiusOfBox } from './extent.js';

const degrees = z.coerce.number();
/** Older servers send ids as text and `class` for `category`; neither is needed. */
const place = z.object({
  lat: degrees,
  lon: degrees,
  display_name: z.string(),
  category: z.string().optional(),
  class: z.string().optional(),
  type: z.string().default('unknown'),
  addresstype: z.string().optional(),
  importance: z.number().default(0),
  boundingbox: z.tuple([degrees, degrees, degrees, degrees]),
  address: z.record(z.string(), z.string()).default({}),
});
type Place = z.output<typeof place>;

/** Administrative areas and settlements are what regions are made of; a shop of the same name is not meant. */
function isArea(candidate: Place): boolean {
  const category = candidate.category ?? candidate.class;
  return category === 'boundary' || category === 'place';
}

/** Best of several matches: the first area, else the first (the server orders by importance). */
export function bestPlace(candidates: readonly Place[]): Place | undefined {
  return candidates.find(isArea) ?? candidates[0];
}

/** OpenStreetMap's geocoder. The public server asks for an honest user agent and at most one request a second. */
export class NominatimGeocoding implements GeocodingPort {
  private readonly endpoint: JsonEndpoint;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: { baseUrl: string; userAgent: string; pauseMs: number }) {
    this.endpoint = {
      provider: 'Nominatim',
      credential: 'NOMINATIM_BASE_URL',
      headers: { 'user-agent': options.userAgent, 'accept-language': 'en' },
      timeoutMs: 15_000,
      baggage: false,
    };
  }

  /** One request after the other, with the pause between them. */
  geocode(query: string, options: { signal: AbortSignal }): Promise<GeocodedPlace | null> {
    const answer = this.last.then(() => this.ask(query, options.signal));
    this.last = answer.then(pauseFor(this.options.pauseMs), pauseFor(this.options.pauseMs));
    return answer;
  }

  private async ask(query: string, signal: AbortSignal): Promise<GeocodedPlace | null> {
    signal.throwIfAborted();
    // A slug (`austin-tx`) is a way to write a name.
    const words = /\s|,/.test(query) ? query : query.replaceAll('-', ' ');
    const parameters = new URLSearchParams({ q: words, format: 'jsonv2', addressdetails: '1', limit: '5' });
    const url = `${this.options.baseUrl.replace(/\/$/, '')}/search?${parameters.toString()}`;
    const found = bestPlace(
      await requestJson(this.endpoint, { method: 'GET', url, answer: z.array(place) }, { signal }),
    );
    if (found === undefined) return null;
    const [south, north, west, east] = found.boundingbox;
    return {
      displayName: found.display_name,
      latitude: found.lat,
      longitude: found.lon,
      radiusKm: radiusOfBox(south, north, west, east),
      timeZone: timeZoneAt(found.lat, found.lon),
      kind: found.addresstype ?? found.type,
      address: found.address,
    };
  }
}

function pauseFor(ms: number): () => Promise<void> {
  return () => (ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms).unref()));
}
