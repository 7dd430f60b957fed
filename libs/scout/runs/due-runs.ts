import type { Pool } from 'pg';

/** A postponed run whose time has come and that has not ended. $1 region. */
const DUE_RUN = `
  SELECT id FROM durable.run
   WHERE object_key = $1 AND parent_id IS NULL AND start_at <= now() AND status IN ('queued', 'running', 'suspended', 'paused', 'cancelling')
   ORDER BY admitted LIMIT 1`;

/** Postponed runs hold no region before they begin: from the moment they are due, nobody else may take it. */
export class DueRuns {
  constructor(private readonly pool: Pool) {}

  /** Id of the postponed run that is due in a region; null when none is. */
  async inRegion(region: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>(DUE_RUN, [region]);
    return rows[0]?.id ?? null;
  }
}
