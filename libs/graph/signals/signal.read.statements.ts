import { CURRENT, EVIDENCE_FIELDS, SIGNAL_FIELDS, UNDECIDED } from './signal.fields.js';
import { ACTOR_FIELDS } from '../actors/actor.fields.js';
import { SITUATION_FIELDS } from '../situations/situation.fields.js';

export const SIGNALS_BY_ID = `
UNWIND $ids AS id
MATCH (s:Signal {id: id})
RETURN ${SIGNAL_FIELDS} AS signal`;

/** Appended to a selection (`selectSignals`): a page of it, newest first. */
export const PAGE_OF_SELECTION = `
  AND ($afterSort IS NULL OR s.extracted_at < datetime($afterSort) OR (s.extracted_at = datetime($afterSort) AND s.id > $afterId))
WITH s ORDER BY s.extracted_at DESC, s.id LIMIT toInteger($limit)
RETURN ${SIGNAL_FIELDS} AS signal`;

export const COUNT_OF_SELECTION = `
RETURN count(s) AS total`;

export const EVIDENCE_OF = `
UNWIND $ids AS id
MATCH (s:Signal {id: id})-[:SOURCED_FROM]->(e:Evidence)
WITH s, e ORDER BY e.retrieved_at, e.id
RETURN s.id AS id, collect(${EVIDENCE_FIELDS}) AS items`;

export const ACTORS_OF = `
UNWIND $ids AS id
MATCH (s:Signal {id: id})<-[acted:ACTED_IN]-(a:Actor)
WITH s, acted, a ORDER BY a.name, a.id
RETURN s.id AS id, collect({actor: ${ACTOR_FIELDS}, role: acted.role}) AS items`;

const RESPONSE_EDGE = `kind: type(r), matchStrength: r.match_strength, explanation: r.explanation, verifiedBy: r.verified_by`;

export const RESPONSES_OF = `
UNWIND $ids AS id
MATCH (:Signal {id: id})<-[r:RESPONDS_TO|DRAWN_TO]-(s:Signal)
WITH id, r, s ORDER BY r.match_strength DESC, s.id
RETURN id, collect({signal: ${SIGNAL_FIELDS}, ${RESPONSE_EDGE}}) AS items`;

export const RESPONDS_TO = `
UNWIND $ids AS id
MATCH (:Signal {id: id})-[r:RESPONDS_TO|DRAWN_TO]->(s:Signal)
WITH id, r, s ORDER BY r.match_strength DESC, s.id
RETURN id, collect({signal: ${SIGNAL_FIELDS}, ${RESPONSE_EDGE}}) AS items`;

export const SITUATIONS_OF = `
UNWIND $ids AS id
MATCH (:Signal {id: id})-[m:EVIDENCES]->(sit:Situation)
WHERE NOT coalesce(m.debunked, false)
WITH id, m, sit ORDER BY m.confidence DESC, sit.id
RETURN id, collect({situation: ${SITUATION_FIELDS}, confidence: m.confidence, reasoning: m.reasoning}) AS items`;

export const SOURCES_OF = `
UNWIND $ids AS id
MATCH (:Signal {id: id})-[:PRODUCED_BY]->(src:Source)
WITH id, src ORDER BY src.canonical_key
RETURN id, collect(src.id) AS items`;

/**
 * The k nearest of all regions, of which those of this one are kept: seen and lowest tell whether to ask for more.
 */
export const NEAREST = `
CALL db.index.vector.queryNodes('signal_embedding', toInteger($k), $embedding) YIELD node, score
WITH collect({s: node, score: score}) AS found
WITH found, size(found) AS seen, reduce(low = 1.0, f IN found | CASE WHEN f.score < low THEN f.score ELSE low END) AS lowest
RETURN seen, lowest, COLLECT {
  UNWIND found AS f
  WITH f.s AS s, f.score AS score
  WHERE s.region = $region AND ${CURRENT} AND ($types IS NULL OR s.type IN $types) AND NOT s.id IN $exclude
  RETURN {id: s.id, score: score} ORDER BY score DESC, s.id
} AS hits`;

export const EMBEDDINGS_OF = `
UNWIND $ids AS id
MATCH (s:Signal {id: id}) WHERE s.embedding IS NOT NULL
RETURN s.id AS id, s.embedding[..coalesce(s.embedding_length, size(s.embedding))] AS embedding`;

/** In pages by id, so that no answer holds all vectors of a region at once. */
export const EMBEDDING_GRAPH_PAGE = `
MATCH (s:Signal {region: $region})
WHERE ${CURRENT} AND s.embedding IS NOT NULL AND s.id > $afterId
  AND ($changedSince IS NULL OR s.embedded_at > datetime($changedSince))
WITH s ORDER BY s.id LIMIT toInteger($limit)
RETURN s.id AS id, s.type AS type, s.confidence AS confidence, s.source_diversity AS sourceDiversity,
  coalesce(s.edges_due, true) AS changed,
  s.embedding[..coalesce(s.embedding_length, size(s.embedding))] AS embedding`;

export const STAGED = `
MATCH (s:Signal {region: $region, review_status: 'staged'}) WHERE ${UNDECIDED}
WITH s ORDER BY s.extracted_at, s.id LIMIT toInteger($limit)
RETURN ${SIGNAL_FIELDS} AS signal`;

export const STILL_STAGED = `
MATCH (s:Signal) WHERE s.id IN $ids AND ${UNDECIDED}
RETURN s.id AS id`;

export const COUNTS_BY_TYPE = `
MATCH (s:Signal {region: $region})
WHERE $statuses IS NULL OR s.review_status IN $statuses
RETURN s.type AS type, count(s) AS count`;

export const RECURRING_GATHERINGS = `
MATCH (s:Signal {region: $region, type: 'gathering'})
WHERE s.rrule IS NOT NULL AND ${CURRENT}
RETURN s.id AS id, s.rrule AS rrule, s.starts_at_text AS startsAt, s.time_zone AS timeZone,
  s.next_occurrence_text AS nextOccurrence ORDER BY s.id`;
