import { CURRENT, SIGNAL_FIELDS, UNDECIDED } from './signal.fields.js';

/** What a person decided: holds until the signal's words change. */
export const DECIDE_REVIEW = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.id})
SET s.review_status = row.status, s.review_reason = row.reason, s.reviewed_at = datetime($now), s.decided_by_hand = true
RETURN count(s) AS reviewed`;

/** What a review found of signals that are staged still; said again, it holds for the same ones. */
export const REVIEW_STAGED = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.id})
WHERE ${UNDECIDED} OR (s.decided_by_hand IS NULL AND s.review_status = row.status AND s.review_reason = row.reason)
SET s.review_status = row.status, s.review_reason = row.reason, s.reviewed_at = datetime($now)
RETURN s.id AS id`;

/**
 * Expires what the rules of domain.md (Confidence, freshness, expiry) say. A recurring gathering goes when nothing of it
 * is left, or its next occurrence passed and nobody has confirmed it since; the next occurrence is set by its owner.
 */
export const REAP = `
MATCH (s:Signal {region: $region}) WHERE ${CURRENT}
WITH s, CASE
  WHEN s.extracted_at < datetime($now) - duration({days: toInteger($maxAgeDays)}) THEN 'too old'
  WHEN s.type = 'gathering' AND s.rrule IS NULL
    AND coalesce(s.ends_at, s.starts_at) < datetime($now) - duration({days: toInteger($gatheringGraceDays)}) THEN 'over'
  WHEN s.type = 'gathering' AND s.rrule IS NOT NULL
    AND coalesce(s.next_occurrence, s.ends_at, s.starts_at) < datetime($now) - duration({days: toInteger($gatheringGraceDays)})
    AND (s.next_occurrence IS NULL OR s.last_confirmed_at < datetime($now) - duration({days: toInteger($unconfirmedDays)})) THEN 'over'
  WHEN s.type = 'need' AND s.extracted_at < datetime($now) - duration({days: toInteger($needDays)}) THEN 'too old'
  WHEN s.type = 'notice' AND s.extracted_at < datetime($now) - duration({days: toInteger($noticeDays)}) THEN 'too old'
  WHEN s.type = 'aid' AND coalesce(s.is_ongoing, false)
    AND s.last_confirmed_at < datetime($now) - duration({days: toInteger($ongoingAidDays)}) THEN 'unconfirmed'
  WHEN s.type = 'aid' AND NOT coalesce(s.is_ongoing, false)
    AND s.last_confirmed_at < datetime($now) - duration({days: toInteger($unconfirmedDays)}) THEN 'unconfirmed'
  WHEN s.type = 'tension' AND s.last_confirmed_at < datetime($now) - duration({days: toInteger($unconfirmedDays)}) THEN 'unconfirmed'
  END AS reason
WHERE reason IS NOT NULL
SET s.status_before_expiry = s.review_status, s.review_status = 'expired', s.expiry_reason = reason,
    s.expired_at = datetime($now)
RETURN s.type AS type, count(s) AS expired`;

export const EXPIRE = `
UNWIND $ids AS id
MATCH (s:Signal {id: id}) WHERE s.review_status <> 'expired'
SET s.status_before_expiry = s.review_status, s.review_status = 'expired', s.expiry_reason = $reason,
    s.expired_at = datetime($now)
RETURN count(s) AS expired`;

/** What it was before any evidence was added stays known: each later confidence follows from it and all the evidence. */
export const SET_CONFIDENCE = `
MATCH (s:Signal {id: $id})
SET s.base_confidence = coalesce(s.base_confidence, s.confidence), s.confidence = $confidence
RETURN s.id AS id`;

export const BASE_CONFIDENCE = `
MATCH (s:Signal {id: $id})
RETURN coalesce(s.base_confidence, s.confidence) AS confidence`;

export const SET_CAUSE_HEAT = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.id})
SET s.cause_heat = row.heat
RETURN count(s) AS updated`;

export const SET_NEXT_OCCURRENCES = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.id})
SET s.next_occurrence = datetime(row.instant), s.next_occurrence_text = row.text
RETURN count(s) AS updated`;

export const CLEAR_LOCATIONS = `
UNWIND $ids AS id
MATCH (s:Signal {id: id})
SET s.location = null, s.location_precision = CASE WHEN s.location_name IS NULL THEN null ELSE s.location_precision END
RETURN count(s) AS cleared`;

export const DELETE_ORPHAN_EVIDENCE = `
MATCH (e:Evidence {region: $region})
WHERE NOT EXISTS { (e)<-[:SOURCED_FROM]-() }
WITH e LIMIT 10000
DETACH DELETE e
RETURN count(*) AS deleted`;

/** The time fields arrive as ISO text and are stored as instants. */
export const MARK = `
UNWIND $ids AS id
MATCH (s:Signal {id: id})
SET s += $plain
FOREACH (_ IN CASE WHEN 'responses_scouted_at' IN $timeKeys THEN [1] ELSE [] END |
  SET s.responses_scouted_at = datetime($times.responses_scouted_at))
FOREACH (_ IN CASE WHEN 'responses_due_at' IN $timeKeys THEN [1] ELSE [] END |
  SET s.responses_due_at = datetime($times.responses_due_at))
FOREACH (_ IN CASE WHEN 'investigation_due_at' IN $timeKeys THEN [1] ELSE [] END |
  SET s.investigation_due_at = datetime($times.investigation_due_at))
FOREACH (_ IN CASE WHEN 'linker_due_at' IN $timeKeys THEN [1] ELSE [] END | SET s.linker_due_at = datetime($times.linker_due_at))
FOREACH (_ IN CASE WHEN 'gatherings_due_at' IN $timeKeys THEN [1] ELSE [] END |
  SET s.gatherings_due_at = datetime($times.gatherings_due_at))
FOREACH (_ IN CASE WHEN 'investigated_at' IN $timeKeys THEN [1] ELSE [] END |
  SET s.investigated_at = datetime($times.investigated_at))
FOREACH (_ IN CASE WHEN 'actors_extracted_at' IN $timeKeys THEN [1] ELSE [] END |
  SET s.actors_extracted_at = datetime($times.actors_extracted_at))
FOREACH (_ IN CASE WHEN 'mapped_at' IN $timeKeys THEN [1] ELSE [] END | SET s.mapped_at = datetime($times.mapped_at))
FOREACH (_ IN CASE WHEN 'woven_at' IN $timeKeys THEN [1] ELSE [] END | SET s.woven_at = datetime($times.woven_at))
RETURN count(DISTINCT s) AS marked`;

export const BOOKKEEPING_OF = `
UNWIND $ids AS id
MATCH (s:Signal {id: id})
RETURN s.id AS id, {
  linkerAttempts: coalesce(s.linker_attempts, 0), linkerStatus: s.linker_status, linkerDueAt: s.linker_due_at,
  responsesScoutedAt: s.responses_scouted_at, responsesDueAt: s.responses_due_at,
  investigationDueAt: s.investigation_due_at, gatheringsDueAt: s.gatherings_due_at,
  gatheringMisses: coalesce(s.gathering_misses, 0), investigatedAt: s.investigated_at,
  actorsExtractedAt: s.actors_extracted_at, mappedAt: s.mapped_at, mappingFingerprint: s.mapping_fingerprint,
  wovenAt: s.woven_at
} AS bookkeeping`;

/** A requeued signal (curiosity) is looked at again although it is linked. */
export const LINKER_TARGETS = `
MATCH (s:Signal {region: $region})
WHERE ${CURRENT} AND s.type <> 'tension' AND s.confidence >= 0.5
  AND (s.linker_due_at IS NULL OR s.linker_due_at <= datetime($now))
  AND (s.linker_status = 'requeued'
    OR (s.linker_status IS NULL OR s.linker_status = 'failed')
      AND coalesce(s.linker_attempts, 0) < 3 AND NOT EXISTS { (s)-[:RESPONDS_TO|DRAWN_TO]->(:Signal) })
WITH s ORDER BY s.extracted_at DESC, s.id LIMIT toInteger($limit)
RETURN ${SIGNAL_FIELDS} AS signal`;

export const RESPONSE_TARGETS = `
MATCH (s:Signal {region: $region, type: 'tension'})
WHERE ${CURRENT} AND s.confidence >= 0.5
  AND (s.responses_scouted_at IS NULL OR s.responses_scouted_at < datetime($now) - duration({days: 14}))
  AND (s.responses_due_at IS NULL OR s.responses_due_at <= datetime($now))
WITH s, COUNT { (s)<-[:RESPONDS_TO|DRAWN_TO]-(:Signal) } AS responses
ORDER BY responses, s.cause_heat DESC, s.extracted_at DESC, s.id LIMIT toInteger($limit)
RETURN ${SIGNAL_FIELDS} AS signal`;

/** $unmet: only those that nothing responds to. */
export const HOTTEST_TENSIONS = `
MATCH (s:Signal {region: $region, type: 'tension'})
WHERE ${CURRENT} AND (NOT $unmet OR NOT EXISTS { (s)<-[:RESPONDS_TO|DRAWN_TO]-(:Signal) })
WITH s ORDER BY s.cause_heat DESC, s.extracted_at DESC, s.id LIMIT toInteger($limit)
RETURN ${SIGNAL_FIELDS} AS signal`;

export const GATHERING_TARGETS = `
MATCH (s:Signal {region: $region, type: 'tension'})
WHERE ${CURRENT} AND s.confidence >= 0.5 AND s.cause_heat >= 0.1
  AND (s.gatherings_due_at IS NULL OR s.gatherings_due_at <= datetime($now))
WITH s ORDER BY s.cause_heat DESC, s.extracted_at DESC, s.id LIMIT toInteger($limit)
RETURN ${SIGNAL_FIELDS} AS signal`;

/** New tensions with little evidence, urgent needs, signals of thin situations; one per entity that said it. */
export const INVESTIGATION_TARGETS = `
MATCH (s:Signal {region: $region})
WHERE ${CURRENT} AND (s.investigated_at IS NULL OR s.investigated_at < datetime($now) - duration({days: 7}))
  AND (s.investigation_due_at IS NULL OR s.investigation_due_at <= datetime($now))
  AND (s.type = 'tension' AND COUNT { (s)-[:SOURCED_FROM]->(:Evidence) } < 2
    OR s.type = 'need' AND s.urgency IN ['high', 'critical']
    OR EXISTS { (s)-[:EVIDENCES]->(sit:Situation) WHERE COUNT { (sit)<-[:EVIDENCES]-(:Signal) } < 3 })
WITH s ORDER BY s.cause_heat DESC, s.extracted_at DESC, s.id
WITH coalesce(s.entity, s.id) AS entity, collect(s)[0] AS s
WITH s ORDER BY s.cause_heat DESC, s.extracted_at DESC, s.id LIMIT toInteger($limit)
RETURN ${SIGNAL_FIELDS} AS signal`;

export const WITHOUT_ACTORS = `
MATCH (s:Signal {region: $region})
WHERE ${CURRENT} AND s.actors_extracted_at IS NULL AND NOT EXISTS { (s)<-[:ACTED_IN]-(:Actor) }
WITH s ORDER BY s.extracted_at, s.id LIMIT toInteger($limit)
RETURN ${SIGNAL_FIELDS} AS signal`;
