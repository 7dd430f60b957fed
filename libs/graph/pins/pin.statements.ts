/** A consumed pin of the same source is opened again. */
export const ADD_PINS = `
UNWIND $rows AS row
MATCH (src:Source {id: row.sourceId, region: $region})
MERGE (p:Pin {id: row.id})
SET p.created_at = CASE WHEN p.created_at IS NULL OR p.consumed_at IS NOT NULL THEN datetime($now) ELSE p.created_at END,
    p.region = $region, p.source_id = row.sourceId, p.reason = row.reason, p.created_by = row.createdBy, p.consumed_at = null
MERGE (p)-[:PINS]->(src)
RETURN count(DISTINCT p) AS pinned`;

export const OPEN_PINS = `
MATCH (p:Pin {region: $region}) WHERE p.consumed_at IS NULL
RETURN {id: p.id, region: p.region, sourceId: p.source_id, reason: p.reason, createdBy: p.created_by, createdAt: p.created_at} AS pin
ORDER BY p.created_at, p.id`;

export const CONSUME_PINS = `
UNWIND $ids AS id
MATCH (p:Pin {id: id}) WHERE p.consumed_at IS NULL
SET p.consumed_at = datetime($now)
RETURN count(p) AS consumed`;
