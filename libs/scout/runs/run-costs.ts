import type { Pool } from 'pg';

/**
 * Money by run, micro-USD: a root's is that of its whole tree; any other's its own and that of the jobs it fanned out
 * (not of the phases before it, which hang under it in a full run). What was booked for calls that were cut off is part of it. $1 runs.
 */
const COSTS = `
  SELECT r.id, coalesce(
         CASE WHEN r.id = r.root_id
           THEN (SELECT sum(l.cost_micro_usd) FROM budget.ledger l WHERE l.root_id = r.id)
           ELSE (SELECT sum(l.cost_micro_usd) FROM budget.ledger l WHERE l.run_id = ANY(ARRAY(
                   SELECT r.id UNION ALL SELECT c.id FROM durable.run c WHERE c.parent_id = r.id AND c.flow_parent IS NULL)))
         END, 0) AS cost
    FROM durable.run r WHERE r.id = ANY($1)`;

/** The ledger's rows of a run and everything under it, grouped, the dearest first. $1 run, $2 its root. */
const BY_OPERATION = `
  SELECT l.provider, l.model, l.operation, count(*)::int AS calls, sum(l.cost_micro_usd)::float8 AS "costMicroUsd"
    FROM budget.ledger l
   WHERE l.root_id = $2 AND ($1 = $2 OR l.run_id = $1
      OR l.run_id IN (SELECT c.id FROM durable.run c WHERE c.parent_id = $1 AND c.flow_parent IS NULL))
   GROUP BY l.provider, l.model, l.operation
   ORDER BY sum(l.cost_micro_usd) DESC, l.provider, l.model, l.operation`;

/** Money by step, micro-USD; steps that cost nothing are left out. $1 runs, $2 keys, pair by pair. */
const STEP_COSTS = `
  SELECT l.run_id AS "runId", l.step_key AS key, sum(l.cost_micro_usd)::float8 AS "costMicroUsd"
    FROM budget.ledger l WHERE (l.run_id, l.step_key) IN (SELECT * FROM unnest($1::text[], $2::text[]))
   GROUP BY l.run_id, l.step_key`;

export interface OperationCost {
  readonly provider: string;
  readonly model: string;
  readonly operation: string;
  readonly calls: number;
  readonly costMicroUsd: number;
}

/** What runs and their steps have cost, by the ledger: the whole is what its parts add up to. */
export class RunCosts {
  constructor(private readonly pool: Pool) {}

  /** Micro-USD by run id; runs that do not exist are left out. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.pool.query<{ id: string; cost: string }>(COSTS, [ids]);
    return new Map(rows.map((row) => [row.id, Number(row.cost)]));
  }

  /** What was paid for by a run and everything under it, by provider, model and operation. */
  async byOperation(run: { readonly id: string; readonly rootId: string }): Promise<OperationCost[]> {
    return (await this.pool.query<OperationCost>(BY_OPERATION, [run.id, run.rootId])).rows;
  }

  /** Micro-USD of steps, one for each, with what was booked for attempts that were cut off. */
  async ofSteps(steps: readonly { readonly runId: string; readonly key: string }[]): Promise<number[]> {
    const values = [steps.map(({ runId }) => runId), steps.map(({ key }) => key)];
    const { rows } = await this.pool.query<{ runId: string; key: string; costMicroUsd: number }>(STEP_COSTS, values);
    const costs = new Map(rows.map(({ runId, key, costMicroUsd }) => [`${runId}/${key}`, costMicroUsd]));
    return steps.map(({ runId, key }) => costs.get(`${runId}/${key}`) ?? 0);
  }

  /** Micro-USD of one run; 0 for one that does not exist. */
  async ofOne(id: string): Promise<number> {
    return (await this.of([id])).get(id) ?? 0;
  }
}
