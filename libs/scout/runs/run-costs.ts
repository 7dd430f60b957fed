import type { Pool } from 'pg';

/**
 * Money by run, micro-USD: a root's is that of its whole tree; any other's its own and that of the jobs it fanned out
 * (not of the phases before it, which hang under it in a full run).
 */
const COSTS = `
  SELECT r.id,
         CASE WHEN r.id = r.root_id
           THEN (SELECT sum(t.cost_micro_usd) FROM durable.run t WHERE t.root_id = r.id)
           ELSE r.cost_micro_usd
                + coalesce((SELECT sum(c.cost_micro_usd) FROM durable.run c WHERE c.parent_id = r.id AND c.flow_parent IS NULL), 0)
         END AS cost
    FROM durable.run r WHERE r.id = ANY($1)`;

/** What runs have cost, with everything under them. */
export class RunCosts {
  constructor(private readonly pool: Pool) {}

  /** Micro-USD by run id; runs that do not exist are left out. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.pool.query<{ id: string; cost: string }>(COSTS, [ids]);
    return new Map(rows.map((row) => [row.id, Number(row.cost)]));
  }

  /** Micro-USD of one run; 0 for one that does not exist. */
  async ofOne(id: string): Promise<number> {
    return (await this.of([id])).get(id) ?? 0;
  }
}
