import { RetryableError } from '#durable';
import type { GeocodedPlace, GeocodingPort } from '../ports.js';

/** Asks the first geocoder; only when it can't be reached, the second. "Unknown" is an answer, not a failure. */
export class GeocodingWithFallback implements GeocodingPort {
  constructor(
    private readonly first: GeocodingPort,
    private readonly second: GeocodingPort,
  ) {}

  async geocode(query: string, options: { signal: AbortSignal }): Promise<GeocodedPlace | null> {
    try {
      return await this.first.geocode(query, options);
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      return this.second.geocode(query, options);
    }
  }
}
