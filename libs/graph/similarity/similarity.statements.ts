/** Edges of signals computed anew replace their old ones. */
export const DROP_EDGES_OF = `
UNWIND $ids AS id
MATCH (:Signal {id: id, region: $region})-[edge:SIMILAR_TO]-()
WITH DISTINCT edge
DELETE edge`;

export const MARK_EDGES_COMPUTED = `
UNWIND $ids AS id
MATCH (s:Signal {id: id, region: $region})
SET s.edges_due = false`;

/** One edge per pair, from the smaller id to the greater. */
export const UPSERT_EDGES = `
UNWIND $rows AS row
MATCH (a:Signal {id: row.low, region: $region})
MATCH (b:Signal {id: row.high, region: $region})
MERGE (a)-[edge:SIMILAR_TO]->(b)
SET edge.cosine = row.cosine, edge.weight = row.weight
RETURN count(edge) AS stored`;

export const EDGES = `
MATCH (a:Signal {region: $region})-[edge:SIMILAR_TO]->(b:Signal)
WHERE edge.cosine >= $minCosine AND a.review_status IN ['staged', 'live'] AND b.review_status IN ['staged', 'live']
RETURN a.id AS a, b.id AS b, edge.cosine AS cosine, edge.weight AS weight ORDER BY a, b`;

export const NEIGHBOURS_OF = `
UNWIND $ids AS id
MATCH (:Signal {id: id})-[edge:SIMILAR_TO]-(other:Signal)
WHERE other.review_status IN ['staged', 'live']
WITH id, edge, other ORDER BY edge.cosine DESC, other.id
RETURN id, collect({id: other.id, type: other.type, cosine: edge.cosine, weight: edge.weight}) AS items`;
