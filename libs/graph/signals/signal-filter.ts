import type { GeoPoint, ReviewStatus, Sensitivity, SignalType } from '../model.js';
import { fullTextQuery } from './full-text-query.js';

/** Which signals a list holds; everything given must hold. */
export interface SignalFilter {
  readonly types?: readonly SignalType[];
  readonly reviewStatus?: ReviewStatus | readonly ReviewStatus[];
  readonly minConfidence?: number;
  /** All words, in title, summary, place or organizer; the last word may be a beginning. */
  readonly search?: string;
  readonly near?: { readonly point: GeoPoint; readonly radiusKm: number };
  /** West may be greater than east: the box crosses the antimeridian. */
  readonly bounds?: { readonly south: number; readonly west: number; readonly north: number; readonly east: number };
  /** Signals of other levels are not found by place (`near`, `bounds`). */
  readonly placeSensitivities?: readonly Sensitivity[];
  /** ISO: when it happens (start or next occurrence), for signals without such a time when it was found. */
  readonly from?: string;
  readonly to?: string;
  readonly situationId?: string;
  readonly sourceId?: string;
  readonly actorId?: string;
  readonly runId?: string;
  readonly local?: boolean;
}

/** The reading part of a statement (up to and including WHERE) that yields the signals `s`, and its parameters. */
export interface SignalSelection {
  readonly match: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const WHEN = `coalesce(s.next_occurrence, s.starts_at, s.extracted_at)`;

/** The selection for a filter; conditions are fixed texts chosen here, values only ever parameters. */
export function selectSignals(region: string, filter: SignalFilter): SignalSelection {
  const params: Record<string, unknown> = { region };
  const conditions = ['s.region = $region', 's.extracted_at IS NOT NULL'];
  const add = (condition: string, values: Readonly<Record<string, unknown>>): void => {
    conditions.push(condition);
    Object.assign(params, values);
  };
  if (filter.types !== undefined) add('s.type IN $types', { types: filter.types });
  if (filter.reviewStatus !== undefined)
    add('s.review_status IN $statuses', { statuses: [filter.reviewStatus].flat() });
  if (filter.minConfidence !== undefined)
    add('s.confidence >= $minConfidence', { minConfidence: filter.minConfidence });
  if (filter.near !== undefined) {
    add('point.distance(s.location, point({latitude: $nearLatitude, longitude: $nearLongitude})) <= $nearMeters', {
      nearLatitude: filter.near.point.latitude,
      nearLongitude: filter.near.point.longitude,
      nearMeters: filter.near.radiusKm * 1000,
    });
  }
  if (filter.bounds !== undefined) {
    add(
      `point.withinBBox(s.location, point({latitude: $south, longitude: $west}), point({latitude: $north, longitude: $east}))`,
      { ...filter.bounds },
    );
  }
  if (filter.placeSensitivities !== undefined && (filter.near !== undefined || filter.bounds !== undefined))
    add('s.sensitivity IN $placeSensitivities', { placeSensitivities: filter.placeSensitivities });
  if (filter.from !== undefined) add(`${WHEN} >= datetime($from)`, { from: new Date(filter.from).toISOString() });
  if (filter.to !== undefined) add(`${WHEN} <= datetime($to)`, { to: new Date(filter.to).toISOString() });
  if (filter.situationId !== undefined)
    add('EXISTS { (s)-[:EVIDENCES]->(:Situation {id: $situationId}) }', { situationId: filter.situationId });
  if (filter.sourceId !== undefined)
    add('EXISTS { (s)-[:PRODUCED_BY]->(:Source {id: $sourceId}) }', { sourceId: filter.sourceId });
  if (filter.actorId !== undefined)
    add('EXISTS { (s)<-[:ACTED_IN]-(:Actor {id: $actorId}) }', { actorId: filter.actorId });
  if (filter.runId !== undefined) add('s.run_id = $runId', { runId: filter.runId });
  if (filter.local !== undefined) add('s.local = $local', { local: filter.local });
  const where = `WHERE ${conditions.join('\n  AND ')}`;
  if (filter.search === undefined) return { match: `MATCH (s:Signal)\n${where}`, params };
  const query = fullTextQuery(filter.search);
  if (query === null) return { match: `MATCH (s:Signal)\n${where} AND false`, params };
  params['search'] = query;
  return {
    match: `CALL db.index.fulltext.queryNodes('signal_text', $search) YIELD node AS s\nWITH s\n${where}`,
    params,
  };
}
