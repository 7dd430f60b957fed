/** An `Actor` of the node `a`. */
export const ACTOR_FIELDS = `{
  id: a.id, region: a.region, entityId: a.entity_id, name: a.name, type: a.type, description: a.description,
  domains: coalesce(a.domains, []), socialUrls: coalesce(a.social_urls, []), locationName: a.location_name,
  location: a.location, contact: a.contact, discoveryDepth: coalesce(a.discovery_depth, 0),
  evidence: CASE WHEN a.evidence_url IS NULL THEN null ELSE {url: a.evidence_url, quote: a.evidence_quote} END,
  signalCount: COUNT { (a)-[:ACTED_IN]->(:Signal) }, firstSeen: a.first_seen, lastActive: a.last_active
}`;
