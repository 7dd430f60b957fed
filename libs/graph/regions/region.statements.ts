import { REGION_FIELDS } from './region.fields.js';

export const UPSERT_REGION = `
MERGE (r:Region {slug: $slug})
ON CREATE SET r.created_at = datetime($now)
SET r.name = $name, r.center = point({latitude: $latitude, longitude: $longitude}), r.radius_km = $radiusKm,
    r.time_zone = $timeZone, r.geo_terms = $geoTerms
RETURN ${REGION_FIELDS} AS region`;

export const REGION_BY_SLUG = `
MATCH (r:Region {slug: $slug}) WHERE r.name IS NOT NULL
RETURN ${REGION_FIELDS} AS region`;

export const ALL_REGIONS = `
MATCH (r:Region) WHERE r.name IS NOT NULL
RETURN ${REGION_FIELDS} AS region ORDER BY r.name, r.slug`;

/** Whether people approve what goes live; what was never set is as `$required` and `$timeoutHours` say. */
const REVIEW = `{
  required: coalesce(r.review_required, $required), timeoutHours: coalesce(r.review_timeout_hours, $timeoutHours)
}`;

export const REVIEW_OF_REGION = `
MATCH (r:Region {slug: $slug})
RETURN ${REVIEW} AS review`;

export const SET_REVIEW_OF_REGION = `
MATCH (r:Region {slug: $slug})
SET r.review_required = $setRequired, r.review_timeout_hours = toFloat(coalesce($setTimeoutHours, r.review_timeout_hours))
RETURN ${REVIEW} AS review`;
