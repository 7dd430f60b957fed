import type { ExportedSignal } from './csv.js';

/** A GeoJSON FeatureCollection (RFC 7946); signals without a place have a null geometry. */
export function signalsToGeoJson(rows: readonly ExportedSignal[]): string {
  const features = rows.map(({ signal, quote }) => ({
    type: 'Feature',
    id: signal.id,
    geometry:
      signal.location === null
        ? null
        : { type: 'Point', coordinates: [signal.location.longitude, signal.location.latitude] },
    properties: {
      type: signal.type,
      title: signal.title,
      summary: signal.summary,
      reviewStatus: signal.reviewStatus,
      confidence: signal.confidence,
      startsAt: signal.startsAt,
      endsAt: signal.endsAt,
      timeZone: signal.timeZone,
      eventStatus: signal.eventStatus,
      locationName: signal.locationName,
      locationPrecision: signal.locationPrecision,
      sourceUrl: signal.sourceUrl,
      quote,
    },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}
