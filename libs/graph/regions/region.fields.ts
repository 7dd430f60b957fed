/** A `RegionScope` of the Region node `r`. */
export const REGION_FIELDS = `{
  slug: r.slug, name: r.name, center: r.center, radiusKm: r.radius_km, timeZone: r.time_zone, geoTerms: coalesce(r.geo_terms, [])
}`;
