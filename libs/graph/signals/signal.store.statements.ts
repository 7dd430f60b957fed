import { BACK_TO_REVIEW } from './signal.fields.js';
/** The region's lock: held until the transaction ends, so that two workers cannot both decide to create. */
export const LOCK_REGION = `
MERGE (r:Region {slug: $region})
SET r.locked_at = datetime($now)`;

const NEIGHBOUR = `id: s.id, type: s.type, title: s.title, reviewStatus: s.review_status, startsAt: s.starts_at_text,
    sourceUrls: COLLECT { MATCH (s)-[:SOURCED_FROM]->(e:Evidence) RETURN e.source_url AS url UNION RETURN s.source_url AS url }`;

/**
 * Which other run holds the region, of the runs that write. Locks the hold until the transaction ends: a run that takes the
 * region meanwhile waits, and finds what was written.
 */
export const HELD_BY_OTHER = `
MATCH (r:RegionScoutRun {region: $region})
SET r.checked_at = datetime($now)
WITH r WHERE r.run_id IS NOT NULL AND any(runId IN $runIds WHERE runId <> r.run_id)
RETURN r.run_id AS holder`;

/** Signals of a draft's type with its normalised title. A merged one stands for its survivor. */
export const SAME_TITLE = `
UNWIND $rows AS row
CALL (row) {
  MATCH (s:Signal {region: $region, type: row.type, title_key: row.titleKey})
  RETURN s, s.id AS foundId
  UNION
  MATCH (m:MergedSignal {region: $region, type: row.type, title_key: row.titleKey})-[:MERGED_INTO*1..8]->(s:Signal)
  RETURN s, m.id AS foundId
}
RETURN row.index AS index, collect({${NEIGHBOUR}, foundId: foundId,
  score: CASE WHEN s.embedding IS NULL OR row.embedding IS NULL OR size(s.embedding) <> size(row.embedding) THEN null
    ELSE vector.similarity.cosine(s.embedding, row.embedding) END}) AS found`;

/** Of the k nearest of all regions those of the region and type; seen and lowest tell whether to ask for more. */
export const NEAREST_OF_DRAFTS = `
UNWIND $rows AS row
CALL (row) {
  CALL db.index.vector.queryNodes('signal_embedding', toInteger($k), row.embedding) YIELD node AS s, score
  WITH collect({s: s, score: score}) AS found
  RETURN size(found) AS seen, reduce(low = 1.0, f IN found | CASE WHEN f.score < low THEN f.score ELSE low END) AS lowest,
    COLLECT {
      UNWIND found AS f
      WITH f.s AS s, f.score AS score WHERE s.region = $region AND s.type = row.type
      WITH s, score ORDER BY score DESC, s.id LIMIT toInteger($keep)
      RETURN {${NEIGHBOUR}, score: score}
    } AS hits
}
RETURN row.index AS index, seen, lowest, hits`;

/** Properties of stored signals, to see what a refresh changes. */
export const STORED_PROPERTIES = `
UNWIND $ids AS id
MATCH (s:Signal {id: id})
RETURN s.id AS id, s {.*, embedding: null} AS properties`;

const POINT_OF_ROW = `CASE WHEN row.latitude IS NULL THEN null
      ELSE point({latitude: row.latitude, longitude: row.longitude}) END`;

/** A known id (the same draft again) is left as it is. */
export const createSignals = (label: string): string => `
UNWIND $rows AS row
MERGE (s:Signal {id: row.id})
ON CREATE SET s:${label}, s += row.properties, s.region = $region, s.location = ${POINT_OF_ROW},
  s.starts_at = datetime(row.times.startsAt), s.ends_at = datetime(row.times.endsAt),
  s.next_occurrence = datetime(row.times.nextOccurrence), s.content_date = datetime(row.times.contentDate),
  s.effective_date = datetime(row.times.effectiveDate), s.extracted_at = datetime(row.at),
  s.last_confirmed_at = datetime(row.at), s.embedding = row.embedding, s.embedding_length = toInteger(row.embeddingLength), s.embedded_at = datetime($now), s.edges_due = true,
  s.review_status = 'staged', s.corroboration_count = 0, s.source_diversity = 1, s.channel_diversity = 1,
  s.external_ratio = 0.0, s.cause_heat = 0.0`;

/** Told in other words by the run that found it, in all that its words say; what it is and when it was found stays. */
export const RETELL_SIGNALS = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.id})
SET s += row.properties, s.location = ${POINT_OF_ROW},
  s.starts_at = datetime(row.times.startsAt), s.ends_at = datetime(row.times.endsAt),
  s.next_occurrence = datetime(row.times.nextOccurrence), s.content_date = datetime(row.times.contentDate),
  s.effective_date = datetime(row.times.effectiveDate),
  s.embedding = row.embedding, s.embedding_length = toInteger(row.embeddingLength), s.embedded_at = datetime($now), s.edges_due = true`;

/** A signal that had expired for want of confirmation is back where it was. */
const REVIVE = `s.review_status = CASE WHEN s.review_status = 'expired' AND s.expiry_reason = 'unconfirmed'
      THEN coalesce(s.status_before_expiry, 'staged') ELSE s.review_status END`;

/**
 * A signal that expired as too old is told again with something new, or one that was over takes place again: back to review.
 * Expiry by hand holds.
 */
const tellAgain = (isNew: string): string => `
FOREACH (_ IN CASE WHEN s.review_status = 'expired' AND (s.expiry_reason = 'too old' AND ${isNew} OR s.expiry_reason = 'over'
    AND datetime(coalesce(row.times.nextOccurrence, row.times.endsAt, row.times.startsAt)) >= datetime($now))
    THEN [1] ELSE [] END |
  SET s.extracted_at = CASE WHEN s.expiry_reason = 'too old' THEN datetime(row.at) ELSE s.extracted_at END,
      ${BACK_TO_REVIEW})`;

/** A signal that was published once, or held back, is reviewed anew when its words change. */
const TO_REVIEW = `row.material AND (s.review_status IN ['staged', 'live'] OR s.review_status = 'expired' AND s.expiry_reason = 'unconfirmed')`;

export const REFRESH_SIGNALS = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.id})
FOREACH (_ IN CASE WHEN ${TO_REVIEW} THEN [1] ELSE [] END | SET ${BACK_TO_REVIEW})${tellAgain('row.material')}
SET s += row.changes, s.history = (coalesce(s.history, []) + row.history)[-50..],
    s.last_confirmed_at = CASE WHEN s.last_confirmed_at > datetime(row.at) THEN s.last_confirmed_at ELSE datetime(row.at) END,
    s.location = coalesce(${POINT_OF_ROW}, s.location),
    s.starts_at = coalesce(datetime(row.times.startsAt), s.starts_at),
    s.ends_at = coalesce(datetime(row.times.endsAt), s.ends_at),
    s.next_occurrence = coalesce(datetime(row.times.nextOccurrence), s.next_occurrence),
    s.content_date = coalesce(datetime(row.times.contentDate), s.content_date),
    s.effective_date = coalesce(datetime(row.times.effectiveDate), s.effective_date),
    s.embedding_length = CASE WHEN row.embedding IS NULL THEN s.embedding_length ELSE toInteger(row.embeddingLength) END,
    s.embedding = coalesce(row.embedding, s.embedding),
    s.embedded_at = CASE WHEN row.embedding IS NULL THEN s.embedded_at ELSE datetime($now) END,
    s.edges_due = CASE WHEN row.embedding IS NULL THEN s.edges_due ELSE true END,
    ${REVIVE}`;

/** Seen elsewhere: confirmed; counts follow from the evidence (RECOUNT_EVIDENCE). */
export const CONFIRM_SIGNALS = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.id})
${tellAgain('NOT EXISTS { (s)-[:SOURCED_FROM]->(:Evidence {source_url: row.sourceUrl, quote: row.quote}) }')}
SET s.last_confirmed_at = CASE WHEN s.last_confirmed_at > datetime(row.at) THEN s.last_confirmed_at ELSE datetime(row.at) END,
    ${REVIVE}`;

/** Unchanged page: its signals are confirmed. */
export const REFRESH_BY_URL = `
MATCH (e:Evidence {region: $region, source_url: $url, content_hash: $contentHash})<-[:SOURCED_FROM]-(s:Signal)
WITH DISTINCT s
SET s.last_confirmed_at = CASE WHEN s.last_confirmed_at > datetime($at) THEN s.last_confirmed_at ELSE datetime($at) END,
    ${REVIVE}
RETURN count(s) AS refreshed`;

/**
 * One evidence per signal and page: read again, it follows the page's newest text. Of two quotes of one page for one
 * signal, the first holds within one transaction.
 */
export const PUT_EVIDENCE = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.signalId})
CALL (s, row) {
  OPTIONAL MATCH (s)-[:SOURCED_FROM]->(known:Evidence {source_url: row.sourceUrl})
  WITH known ORDER BY known.id LIMIT 1
  RETURN coalesce(known.id, row.id) AS evidenceId
}
MERGE (e:Evidence {id: evidenceId})
ON CREATE SET e.added_in = $call
SET e.region = s.region, e.source_url = row.sourceUrl, e.content_hash = row.contentHash, e.archive_id = row.archiveId,
    e.quote = row.quote, e.quote_offset = row.quoteOffset, e.alignment = row.alignment,
    e.retrieved_at = datetime(row.retrievedAt), e.relevance = coalesce(e.relevance, row.relevance),
    e.confidence = row.confidence, e.channel = row.channel, e.entity = row.entity
MERGE (s)-[:SOURCED_FROM]->(e)
RETURN s.id AS signalId, e.id AS id, e.added_in = $call AS added`;

/**
 * Counts that follow from the evidence: corroboration = further pages that say so, diversity = distinct entities and
 * channels, external ratio = share of evidence from others than the first entity.
 */
export const RECOUNT_EVIDENCE = `
UNWIND $ids AS id
MATCH (s:Signal {id: id})
CALL (s) {
  MATCH (s)-[:SOURCED_FROM]->(e:Evidence) WHERE e.relevance <> 'contradicting'
  RETURN count(DISTINCT e.source_url) AS pages, count(DISTINCT e.entity) AS entities, count(DISTINCT e.channel) AS channels,
    count(e) AS total, count(CASE WHEN e.entity <> s.entity THEN e END) AS external
}
SET s.corroboration_count = CASE WHEN pages > 0 THEN pages - 1 ELSE 0 END,
    s.source_diversity = CASE WHEN entities > 0 THEN entities ELSE 1 END,
    s.channel_diversity = CASE WHEN channels > 0 THEN channels ELSE 1 END,
    s.external_ratio = CASE WHEN total > 0 THEN toFloat(external) / total ELSE 0.0 END`;

export const LINK_SOURCES = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.signalId})
MATCH (src:Source {id: row.sourceId})
MERGE (s)-[:PRODUCED_BY]->(src)`;

export const LINK_TAGS = `
UNWIND $rows AS row
MATCH (s:Signal {id: row.signalId})
MERGE (t:Tag {slug: row.slug})
MERGE (s)-[:TAGGED]->(t)`;

const linkResources = (type: 'REQUIRES' | 'PREFERS' | 'OFFERS'): string => `
UNWIND $rows AS row
MATCH (s:Signal {id: row.signalId})
MERGE (r:Resource {slug: row.slug})
MERGE (s)-[link:${type}]->(r)
SET link.confidence = row.confidence, link.context = row.context`;

export const LINK_RESOURCES = {
  requires: linkResources('REQUIRES'),
  prefers: linkResources('PREFERS'),
  offers: linkResources('OFFERS'),
} as const;
