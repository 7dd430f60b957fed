const FINDING = `{
  id: f.id, region: f.region, type: f.type, severity: f.severity, targetId: f.target_id, targetLabel: f.target_label,
  description: f.description, suggestedAction: f.suggested_action, status: f.status, reason: f.reason,
  seenCount: f.seen_count, createdAt: f.created_at
}`;

/** A resolved finding that shows again is open again; a dismissed or snoozed one stays so. */
export const UPSERT_FINDINGS = `
UNWIND $rows AS row
MERGE (f:Finding {id: row.id})
ON CREATE SET f.region = $region, f.type = row.type, f.target_id = row.targetId, f.status = 'open', f.seen_count = 0,
  f.created_at = datetime($now)
SET f.severity = row.severity, f.target_label = row.targetLabel, f.description = row.description,
    f.suggested_action = row.suggestedAction, f.last_seen = datetime($now),
    f.reason = CASE WHEN f.status = 'resolved' THEN null ELSE f.reason END,
    f.status = CASE WHEN f.status = 'resolved' THEN 'open' ELSE f.status END,
    f.seen_count = f.seen_count + 1
RETURN ${FINDING} AS finding`;

const LISTED = `
MATCH (f:Finding {region: $region})
WHERE ($status IS NULL OR f.status = $status) AND ($severity IS NULL OR f.severity = $severity)
  AND ($type IS NULL OR f.type = $type) AND ($targetId IS NULL OR f.target_id = $targetId)`;

export const FINDING_PAGE = `${LISTED}
  AND ($afterSort IS NULL OR f.created_at < datetime($afterSort) OR (f.created_at = datetime($afterSort) AND f.id > $afterId))
WITH f ORDER BY f.created_at DESC, f.id LIMIT toInteger($limit)
RETURN ${FINDING} AS finding`;

export const FINDING_COUNT = `${LISTED}
RETURN count(f) AS total`;

export const SET_FINDING_STATUS = `
MATCH (f:Finding {id: $id})
SET f.status = $status, f.reason = $reason, f.status_changed_at = datetime($now)
RETURN ${FINDING} AS finding`;

export const OPEN_FINDINGS_BY_SOURCE = `
MATCH (f:Finding {region: $region, status: 'open'})
MATCH (:Signal {id: f.target_id})-[:PRODUCED_BY]->(src:Source)
RETURN src.id AS sourceId, count(DISTINCT f) AS open`;
