import { mergeStatements } from '../merging/merge.statements.js';

export const { merge: MERGE_SIGNALS, unmerge: UNMERGE_SIGNAL } = mergeStatements('Signal', 'MergedSignal');

/** Where merged ids lead: through all merges to the signal that is left. */
export const SURVIVORS_OF = `
UNWIND $ids AS id
MATCH (:MergedSignal {id: id})-[:MERGED_INTO*1..8]->(s:Signal)
RETURN id, s.id AS survivorId`;
