import { SIGNAL_FIELDS } from '../signals/signal.fields.js';
import { SOURCE_FIELDS } from '../sources/source.fields.js';
import { SITUATION_FIELDS } from './situation.fields.js';

const LISTED = `
MATCH (sit:Situation {region: $region})
WHERE sit.temperature IS NOT NULL AND ($arc IS NULL OR sit.arc = $arc) AND ($ids IS NULL OR sit.id IN $ids)`;

/** Hottest first. */
export const SITUATION_PAGE = `${LISTED}
  AND ($afterSort IS NULL OR sit.temperature < $afterSort OR (sit.temperature = $afterSort AND sit.id > $afterId))
WITH sit ORDER BY sit.temperature DESC, sit.id LIMIT toInteger($limit)
RETURN ${SITUATION_FIELDS} AS situation`;

export const SITUATION_COUNT = `${LISTED}
RETURN count(sit) AS total`;

export const SITUATIONS_BY_ID = `
UNWIND $ids AS id
MATCH (sit:Situation {id: id})
RETURN ${SITUATION_FIELDS} AS situation`;

export const MEMBERS_OF = `
UNWIND $ids AS id
MATCH (:Situation {id: id})<-[m:EVIDENCES]-(s:Signal)
WHERE NOT coalesce(m.debunked, false)
WITH id, m, s ORDER BY s.extracted_at DESC, s.id
RETURN id, collect({signal: ${SIGNAL_FIELDS}, confidence: m.confidence, reasoning: m.reasoning}) AS items`;

const SHOWN = `(NOT coalesce(m.debunked, false) AND s.review_status IN $statuses AND s.confidence >= $minConfidence)`;
const words = (condition: string): string =>
  `COLLECT { MATCH (sit)<-[m:EVIDENCES]-(s:Signal) WHERE ${condition} RETURN {title: s.title, summary: s.summary} }`;
const WORDS = `
RETURN sit.id AS id, sit.headline AS headline, sit.lede AS lede,
  ${words(SHOWN)} AS shown, ${words(`NOT coalesce(${SHOWN}, false)`)} AS hidden`;

export const WORDS_IN_REGION = `
MATCH (sit:Situation {region: $region})${WORDS}`;

export const WORDS_OF = `
UNWIND $ids AS id
MATCH (sit:Situation {id: id})${WORDS}`;

export const MEMBER_IDS = `
MATCH (sit:Situation {region: $region})<-[m:EVIDENCES]-(s:Signal)
WHERE NOT coalesce(m.debunked, false)
WITH sit, s ORDER BY s.id
RETURN sit.id AS id, collect(s.id) AS items`;

/** Of the k nearest of all regions those of this one (see NEAREST of signals). */
const nearest = (index: string): string => `
CALL db.index.vector.queryNodes('${index}', toInteger($k), $embedding) YIELD node, score
WITH collect({sit: node, score: score}) AS found
RETURN size(found) AS seen, reduce(low = 1.0, f IN found | CASE WHEN f.score < low THEN f.score ELSE low END) AS lowest,
  [f IN found WHERE f.sit.region = $region | {id: f.sit.id, score: f.score}] AS hits`;

export const NEAREST_SITUATIONS = {
  narrative: nearest('situation_narrative'),
  causal: nearest('situation_causal'),
} as const;

/** The same id again is the same situation: nothing changes. */
export const CREATE_SITUATION = `
MERGE (region:Region {slug: $region})
MERGE (sit:Situation {id: $id})
ON CREATE SET sit += $properties, sit.region = $region, sit.first_seen = datetime($now), sit.last_updated = datetime($now)
MERGE (sit)-[:IN_REGION]->(region)
RETURN ${SITUATION_FIELDS} AS situation`;

/** Centroid and vectors are only set where given. */
export const UPDATE_SITUATION = `
MATCH (sit:Situation {id: $id})
SET sit += $properties, sit.last_updated = datetime($now),
    sit.centroid = CASE WHEN NOT $setCentroid THEN sit.centroid WHEN $latitude IS NULL THEN null
      ELSE point({latitude: $latitude, longitude: $longitude}) END
RETURN ${SITUATION_FIELDS} AS situation`;

export const ASSIGN = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.signalId})
MATCH (sit:Situation {id: row.situationId})
WHERE s.region = sit.region
MERGE (s)-[m:EVIDENCES]->(sit)
ON CREATE SET m.assigned_at = datetime($now), m.debunked = false
SET m.confidence = row.confidence, m.reasoning = row.reasoning, sit.last_updated = datetime($now)
RETURN count(m) AS assigned`;

export const UNASSIGN = `
UNWIND $rows AS row
MATCH (:Signal {id: row.signalId})-[m:EVIDENCES]->(:Situation {id: row.situationId})
DELETE m
RETURN count(*) AS removed`;

const DISPATCH = `{
  id: d.id, situationId: d.situation_id, type: d.type, body: d.body, createdAt: d.created_at,
  flaggedForReview: d.flagged_for_review, flagReason: d.flag_reason, fidelityScore: d.fidelity_score,
  cites: COLLECT { MATCH (d)-[c:CITES]->(cited) WHERE c.merged_from IS NULL RETURN cited.id ORDER BY cited.id }
}`;

export const ADD_DISPATCH = `
MATCH (sit:Situation {id: $situationId})
MERGE (d:Dispatch {id: $id})
ON CREATE SET d.situation_id = $situationId, d.region = sit.region, d.type = $type, d.body = $body,
  d.created_at = datetime($createdAt), d.flagged_for_review = $flaggedForReview, d.flag_reason = $flagReason,
  d.fidelity_score = $fidelityScore, d.added_in = $call
MERGE (sit)-[:HAS_DISPATCH]->(d)
WITH d
CALL (d) {
  UNWIND $cites AS signalId
  MATCH (s:Signal {id: signalId})
  MERGE (d)-[:CITES]->(s)
  RETURN count(s) AS linked
}
RETURN ${DISPATCH} AS dispatch, d.added_in = $call AS created`;

export const DISPATCHES_OF = `
UNWIND $ids AS id
MATCH (:Situation {id: id})-[:HAS_DISPATCH]->(d:Dispatch)
WITH id, d ORDER BY d.created_at DESC, d.id
RETURN id, collect(${DISPATCH}) AS items`;

export const UNASSIGNED = `
MATCH (s:Signal {region: $region})
WHERE s.review_status IN ['staged', 'live'] AND NOT EXISTS { (s)-[:EVIDENCES]->(:Situation) }
  AND ($notWovenSince IS NULL OR s.woven_at IS NULL OR s.woven_at < datetime($notWovenSince))
WITH s ORDER BY s.extracted_at, s.id LIMIT toInteger($limit)
RETURN ${SIGNAL_FIELDS} AS signal`;

export const SOURCES_OF_SITUATIONS = `
UNWIND $ids AS id
MATCH (:Situation {id: id})<-[m:EVIDENCES]-(:Signal)-[:PRODUCED_BY]->(src:Source)
WHERE NOT coalesce(m.debunked, false)
WITH DISTINCT id, src ORDER BY src.canonical_key
RETURN id, collect(${SOURCE_FIELDS}) AS items`;

/** What the temperature's parts are made of (domain.md, Situations): the entities behind the members and when they came. */
export const ENTITIES_OF = `
MATCH (sit:Situation {id: $id})<-[m:EVIDENCES]-(s:Signal)-[:SOURCED_FROM]->(e:Evidence)
WHERE NOT coalesce(m.debunked, false)
RETURN e.entity AS entity, min(e.retrieved_at) AS firstSeen, max(e.retrieved_at) AS lastSeen,
  collect(DISTINCT s.id) AS signalIds ORDER BY entity`;
