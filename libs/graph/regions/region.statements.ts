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
