import type { Situation } from '../model.js';

/** A situation as `SITUATION_FIELDS` gives it: its structured state is JSON text in the graph. */
export type SituationRow = Omit<Situation, 'structuredState'> & { readonly structuredState: string | null };

/** The situation of a row. */
export function situationOf(row: SituationRow): Situation {
  return {
    ...row,
    structuredState: row.structuredState === null ? {} : (JSON.parse(row.structuredState) as Record<string, unknown>),
  };
}
