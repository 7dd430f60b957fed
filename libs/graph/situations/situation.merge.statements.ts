import { mergeStatements } from '../merging/merge.statements.js';

export const { merge: MERGE_SITUATIONS, unmerge: UNMERGE_SITUATION } = mergeStatements('Situation', 'MergedSituation');

/** Where merged ids lead: through all merges to the situation that is left. */
export const SITUATIONS_AFTER = `
UNWIND $ids AS id
MATCH (:MergedSituation {id: id})-[:MERGED_INTO*1..8]->(sit:Situation)
RETURN id, sit.id AS survivorId`;
