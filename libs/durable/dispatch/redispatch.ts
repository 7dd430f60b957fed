import * as sql from '../statements/dispatch.js';
import type { Run } from '../store/database.js';
import type { RunStatus } from '../types.js';

export interface Redispatched {
  readonly id: string;
  readonly root_id: string;
  readonly parent_id: string | null;
  readonly flow_parent: string | null;
  readonly status: RunStatus;
}

/** Children of a fan-out have a parent that does not wait for them in Redis; all other runs are nodes of their root's flow. */
export function isFanOutChild(run: Pick<Redispatched, 'parent_id' | 'flow_parent'>): boolean {
  return run.parent_id !== null && run.flow_parent === null;
}

/**
 * Gives runs a new job: a child of a fan-out alone, a flow node together with all unfinished nodes of its flow,
 * because in Redis a parent waits for one certain job. Must be called in a transaction. The relay does the rest.
 */
export async function redispatch(run: Run, runs: readonly Redispatched[]): Promise<void> {
  const fanned = runs.filter(isFanOutChild).map((one) => one.id);
  if (fanned.length > 0) await run(sql.dispatchRuns, [fanned]);
  const roots = new Set(runs.filter((one) => !isFanOutChild(one)).map((one) => one.root_id));
  for (const root of roots) await run(sql.dispatchFlow, [root]);
}
