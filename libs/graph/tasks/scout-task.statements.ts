const TASK = `{
  id: t.id, region: t.region, key: t.key, query: t.query, center: t.center, radiusKm: t.radius_km, priority: t.priority,
  source: t.source, status: t.status, reason: t.reason, createdAt: t.created_at, completedAt: t.completed_at
}`;

/** An open task of the same key keeps its status; the higher priority wins. */
export const UPSERT_TASKS = `
UNWIND $rows AS row
MERGE (t:ScoutTask {id: row.id})
ON CREATE SET t.region = $region, t.key = row.key, t.source = row.source, t.status = 'pending', t.created_at = datetime($now),
  t.created_in = $call
SET t.query = row.query, t.radius_km = row.radiusKm, t.reason = row.reason,
    t.center = CASE WHEN row.latitude IS NULL THEN null ELSE point({latitude: row.latitude, longitude: row.longitude}) END,
    t.priority = CASE WHEN t.priority > row.priority THEN t.priority ELSE row.priority END
WITH t WHERE t.created_in = $call
RETURN ${TASK} AS task`;

export const TASKS = `
MATCH (t:ScoutTask)
WHERE ($region IS NULL OR t.region = $region) AND ($status IS NULL OR t.status = $status)
RETURN ${TASK} AS task ORDER BY t.priority DESC, t.created_at, t.id LIMIT 1000`;

export const SET_TASK_STATUS = `
UNWIND $ids AS id
MATCH (t:ScoutTask {id: id})
SET t.status = $status, t.completed_at = CASE WHEN $status IN ['completed', 'cancelled'] THEN datetime($now) ELSE null END
RETURN count(t) AS changed`;
