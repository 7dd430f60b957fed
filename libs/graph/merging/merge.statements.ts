/**
 * Statements that merge one node into another and take it back. The duplicate keeps all its edges and only changes its
 * label, so that no read finds it; the survivor gets copies, marked with where they came from. Taking it back deletes
 * the copies: nothing is ever lost.
 */
export interface MergeStatements {
  /** Parameters `survivorId`, `duplicateId`, `reason`, `now`; a row when both exist. */
  readonly merge: string;
  /** Parameter `duplicateId`; a row with `survivorId` when it was merged. */
  readonly unmerge: string;
}

export function mergeStatements(label: string, mergedLabel: string): MergeStatements {
  return {
    merge: `
MATCH (survivor:${label} {id: $survivorId}), (duplicate:${label} {id: $duplicateId})
WHERE survivor <> duplicate
CALL (survivor, duplicate) {
  MATCH (duplicate)-[r]->(other)
  WHERE other <> survivor AND type(r) <> 'MERGED_INTO'
    AND NOT EXISTS { MATCH (survivor)-[known]->(other) WHERE type(known) = type(r) }
  CREATE (survivor)-[copy:$(type(r))]->(other)
  SET copy += properties(r), copy.merged_from = duplicate.id
  RETURN count(copy) AS outgoing
}
CALL (survivor, duplicate) {
  MATCH (duplicate)<-[r]-(other)
  WHERE other <> survivor AND type(r) <> 'MERGED_INTO'
    AND NOT EXISTS { MATCH (survivor)<-[known]-(other) WHERE type(known) = type(r) }
  CREATE (survivor)<-[copy:$(type(r))]-(other)
  SET copy += properties(r), copy.merged_from = duplicate.id
  RETURN count(copy) AS incoming
}
CREATE (duplicate)-[:MERGED_INTO {at: datetime($now), reason: $reason}]->(survivor)
REMOVE duplicate:${label}
SET duplicate:${mergedLabel}
RETURN survivor.id AS survivorId, outgoing + incoming AS copied`,
    unmerge: `
MATCH (duplicate:${mergedLabel} {id: $duplicateId})-[merged:MERGED_INTO]->(survivor)
CALL (survivor, duplicate) {
  MATCH (survivor)-[copy]-()
  WHERE copy.merged_from = duplicate.id
  DELETE copy
}
DELETE merged
REMOVE duplicate:${mergedLabel}
SET duplicate:${label}
RETURN survivor.id AS survivorId`,
  };
}
