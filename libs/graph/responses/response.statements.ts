/** One edge per pair and kind; verified again, its words and strength are the newest. What a person said stays said. */
const link = (kind: 'RESPONDS_TO' | 'DRAWN_TO'): string => `
UNWIND $rows AS row
MATCH (s:Signal {id: row.fromId})
MATCH (t:Signal {id: row.tensionId, type: 'tension'})
WHERE s.region = t.region AND s <> t
MERGE (s)-[r:${kind}]->(t)
ON CREATE SET r.created_at = datetime($now)
FOREACH (_ IN CASE WHEN coalesce(r.verified_by, '') = 'human' AND row.verifiedBy <> 'human' THEN [] ELSE [1] END |
  SET r.match_strength = row.matchStrength, r.explanation = row.explanation, r.verified_by = row.verifiedBy)
RETURN count(r) AS linked`;

export const LINK_RESPONSES = { RESPONDS_TO: link('RESPONDS_TO'), DRAWN_TO: link('DRAWN_TO') } as const;

export const UNLINK_RESPONSES = `
UNWIND $rows AS row
MATCH (:Signal {id: row.fromId})-[r:RESPONDS_TO|DRAWN_TO]->(:Signal {id: row.tensionId})
DELETE r
RETURN count(*) AS unlinked`;

/** A person's word is not taken back by a judgement. */
export const RETRACT_RESPONSES = `
UNWIND $rows AS row
MATCH (:Signal {id: row.fromId})-[r:RESPONDS_TO]->(:Signal {id: row.tensionId})
WHERE coalesce(r.verified_by, '') <> 'human'
DELETE r
RETURN count(*) AS unlinked`;
