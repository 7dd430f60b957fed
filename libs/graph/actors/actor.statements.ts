import { ACTOR_FIELDS } from './actor.fields.js';

/** A merged actor's entity id stands for its survivor. */
const RESOLVED = `
CALL (row) {
  OPTIONAL MATCH (:MergedActor {region: $region, entity_id: row.entityId})-[:MERGED_INTO*1..8]->(survivor:Actor)
  RETURN coalesce(survivor.entity_id, row.entityId) AS entityId LIMIT 1
}`;

/**
 * A mention is a name in a text: where the region has an organisation of that name, it is the one that is meant. The one
 * with a site of its own comes first.
 */
const MEANT = `
CALL (row, entityId) {
  OPTIONAL MATCH (known:Actor {region: $region, name_key: row.nameKey})
  WHERE known.type <> 'individual' AND row.type <> 'individual'
  WITH known, entityId ORDER BY size(known.domains) DESC, known.first_seen, known.id LIMIT 1
  RETURN coalesce(known.entity_id, entityId) AS meant
}`;

/** An actor that was only ever named has no identity but its name: whoever comes with that name and a site is that one. */
const NAMED_ONLY = `
CALL (row, entityId) {
  OPTIONAL MATCH (known:Actor {region: $region, name_key: row.nameKey})
  WHERE known.type <> 'individual' AND row.type <> 'individual' AND known.entity_id STARTS WITH 'actor:'
    AND size(known.domains) = 0 AND NOT EXISTS { MATCH (:Actor {region: $region, entity_id: entityId}) }
  WITH known, entityId ORDER BY known.first_seen, known.id LIMIT 1
  RETURN coalesce(known.entity_id, entityId) AS meant
}`;

export const ENSURE_ACTORS = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.signalId})
${RESOLVED}
${MEANT}
MERGE (a:Actor {region: $region, entity_id: meant})
ON CREATE SET a.id = row.id, a.name = row.name, a.type = row.type, a.first_seen = datetime($now),
  a.social_urls = [], a.domains = [], a.discovery_depth = 1
SET a.last_active = datetime($now), a.name_key = coalesce(a.name_key, row.nameKey),
    a.website = coalesce(a.website, row.url)
MERGE (a)-[:ACTED_IN {role: row.role}]->(s)
MERGE (region:Region {slug: $region})
MERGE (a)-[:IN_REGION]->(region)`;

/** Known actors gain what was unknown of them; what is known stays. */
export const UPSERT_ACTORS = `
MERGE (region:Region {slug: $region})
WITH region
UNWIND $rows AS row
${RESOLVED}
${NAMED_ONLY}
MERGE (a:Actor {region: $region, entity_id: meant})
ON CREATE SET a.id = row.id, a.name = row.name, a.type = row.type, a.first_seen = datetime($now),
  a.last_active = datetime($now), a.discovery_depth = row.discoveryDepth, a.domains = [], a.social_urls = [],
  a.created_in = $call
SET a.name_key = coalesce(a.name_key, row.nameKey),
    a.description = coalesce(a.description, row.description), a.location_name = coalesce(a.location_name, row.locationName),
    a.location = coalesce(a.location, CASE WHEN row.latitude IS NULL THEN null
      ELSE point({latitude: row.latitude, longitude: row.longitude}) END),
    a.contact = coalesce(a.contact, row.contact), a.evidence_url = coalesce(a.evidence_url, row.evidenceUrl),
    a.evidence_quote = coalesce(a.evidence_quote, row.evidenceQuote),
    a.domains = a.domains + [d IN row.domains WHERE NOT d IN a.domains],
    a.social_urls = a.social_urls + [u IN row.socialUrls WHERE NOT u IN a.social_urls]
MERGE (a)-[:IN_REGION]->(region)
WITH DISTINCT a WHERE a.created_in = $call
RETURN ${ACTOR_FIELDS} AS actor ORDER BY a.entity_id`;

const LISTED = `
MATCH (a:Actor {region: $region})
WHERE a.name IS NOT NULL AND ($type IS NULL OR a.type = $type) AND ($exceptType IS NULL OR a.type <> $exceptType)
  AND ($search IS NULL OR toLower(a.name) CONTAINS toLower($search))`;

export const ACTOR_PAGE = `${LISTED}
  AND ($afterSort IS NULL OR a.name > $afterSort OR (a.name = $afterSort AND a.id > $afterId))
WITH a ORDER BY a.name, a.id LIMIT toInteger($limit)
RETURN ${ACTOR_FIELDS} AS actor`;

export const ACTOR_COUNT = `${LISTED}
RETURN count(a) AS total`;

export const ACTORS_BY_ID = `
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN ${ACTOR_FIELDS} AS actor`;

export const ACTORS_BY_ENTITY = `
UNWIND $entityIds AS entityId
MATCH (a:Actor {region: $region, entity_id: entityId})
RETURN ${ACTOR_FIELDS} AS actor`;

/** All actors of a type; the caller compares names by its own rule. */
export const ACTORS_OF_TYPE = `
MATCH (a:Actor {region: $region, type: $type})
RETURN ${ACTOR_FIELDS} AS actor ORDER BY a.first_seen, a.id`;

export const RECORD_DECISION = `
MERGE (d:ActorDecision {id: $id})
SET d.region = $region, d.first_id = $firstId, d.second_id = $secondId, d.same = $same, d.reason = $reason,
    d.decided_by = $decidedBy, d.decided_at = datetime($now)
RETURN d.id AS id`;

export const DECISIONS = `
MATCH (d:ActorDecision {region: $region})
RETURN {firstId: d.first_id, secondId: d.second_id, same: d.same, reason: d.reason, decidedBy: d.decided_by,
  decidedAt: d.decided_at} AS decision ORDER BY d.decided_at, d.id`;

export const UPDATE_LOCATIONS = `
UNWIND $rows AS row
MATCH (a:Actor {id: row.id})
SET a.location_name = row.locationName,
    a.location = CASE WHEN row.latitude IS NULL THEN null
      ELSE point({latitude: row.latitude, longitude: row.longitude}) END
RETURN count(a) AS updated`;

export const LINK_ACTORS_TO_SIGNALS = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.signalId, region: $region})
${RESOLVED}
MATCH (a:Actor {region: $region, entity_id: entityId})
MERGE (a)-[:ACTED_IN {role: row.role}]->(s)
SET a.last_active = datetime($now)
RETURN count(DISTINCT a) AS linked`;

export const ORPHAN_ACTORS = `
MATCH (a:Actor {region: $region})
WHERE NOT EXISTS { (a)-[:ACTED_IN]->(:Signal) } AND NOT EXISTS { (a)-[:HAS_SOURCE]->(:Source) }
RETURN ${ACTOR_FIELDS} AS actor ORDER BY a.name, a.id LIMIT 1000`;

export const ACTOR_PLACES = `
UNWIND $ids AS id
MATCH (a:Actor {id: id})-[acted:ACTED_IN]->(s:Signal)
WHERE s.location_name IS NOT NULL AND s.review_status IN ['staged', 'live'] AND s.extracted_at >= datetime($since)
RETURN id, collect(DISTINCT {
  signalId: s.id, role: acted.role, at: s.extracted_at, locationName: s.location_name, location: s.location
}) AS items`;

export const SOURCES_OF_ACTORS = `
UNWIND $ids AS id
MATCH (:Actor {id: id})-[:HAS_SOURCE]->(src:Source)
RETURN id, collect(src.id) AS items`;
