import { Cancelled, Fenced } from '../errors.js';
import * as sql from '../statements/claim.js';
import type { Database } from '../store/database.js';

/** Why a run's owner may begin nothing more: it was stopped, or another one has it. What a stopped run has in flight may end, an owner of before is cut off. */
export async function refusedBy(database: Database, runId: string, epoch: number): Promise<Cancelled | Fenced> {
  const [state] = await database.query<{ epoch: number; cancel_requested_at: Date | null }>(sql.runState, [runId]);
  if (state?.epoch === epoch && state.cancel_requested_at !== null) return new Cancelled('The run was cancelled.');
  return new Fenced('Another owner has taken this run.');
}
