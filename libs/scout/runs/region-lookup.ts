import type { RegionRepository, RegionScope } from '#graph';
import { regionSlug } from '../domain/index.js';
import type { GeocodingPort } from '../providers/index.js';
import { readQuery } from './query.js';
import { quoted } from './quoted.js';
import { refused, type Refused } from './outcome.js';
import { regionScopeOf } from './region-scope.js';

/** A geocoder that does not answer must not keep a mutation waiting. */
const GEOCODE_TIMEOUT_MS = 8_000;

/** Finds the region that an operator's words mean: a known one by slug or name, else by geocoding. */
export class RegionLookup {
  constructor(
    private readonly regions: RegionRepository,
    private readonly geocoding: GeocodingPort,
  ) {}

  /** The scope, as it is stored or as it would be; or why there is none. Adds nothing. Throws only when a store fails. */
  async find(query: string): Promise<RegionScope | Refused> {
    const read = readQuery(query);
    if ('success' in read) return read;
    const known = await this.known(read.text);
    if (known !== null) return known;
    const place = await this.geocode(read.text);
    if (place === null) {
      return refused(
        'REGION_NOT_FOUND',
        `No place is known as ${quoted(read.text)}.`,
        regionSlug(read.text) === null
          ? 'Give the name in Latin letters, a city with its state, e.g. "Austin, TX".'
          : 'Name a city with its state, e.g. "Austin, TX", or an added region by its slug, e.g. "austin-tx".',
      );
    }
    if ('success' in place) return place;
    const scope = regionScopeOf(place);
    if (scope === null) {
      return refused(
        'INVALID_QUERY',
        `The name of ${place.displayName} has letters that no region's slug can hold.`,
        'Give the name in Latin letters, e.g. "Tokyo", or name a place nearby.',
      );
    }
    return (await this.regions.get(scope.slug)) ?? scope;
  }

  /** Adds a region that was found, once it is certain that it is wanted; one that was added before stays as it is. */
  async add(scope: RegionScope): Promise<void> {
    if ((await this.regions.get(scope.slug)) === null) await this.regions.upsert(scope);
  }

  /** A region that was added before, or why there is none: for what only makes sense in a region that was scouted. */
  async findKnown(query: string): Promise<RegionScope | Refused> {
    const read = readQuery(query);
    if ('success' in read) return read;
    return (
      (await this.known(read.text)) ??
      refused('REGION_NOT_FOUND', `No region is known as ${quoted(read.text)}.`, 'List regions to see their slugs.')
    );
  }

  /** A region that was added before, by its slug or name; null when there is none. Asks nobody outside. */
  async known(text: string): Promise<RegionScope | null> {
    const slug = regionSlug(text);
    return slug === null ? null : this.regions.get(slug);
  }

  private async geocode(text: string) {
    try {
      return await this.geocoding.geocode(text, { signal: AbortSignal.timeout(GEOCODE_TIMEOUT_MS) });
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      return refused(
        'REGION_NOT_FOUND',
        `The geocoder did not answer for ${quoted(text)}: ${detail}`,
        'Try again in a minute, or use a region that was added before, by its slug.',
      );
    }
  }
}
