import type { Pool } from 'pg';

/** What is known of an idempotency key. `mine`: the caller must now carry the request out, and settle or drop it. */
export type Claim =
  | { readonly kind: 'mine' }
  | { readonly kind: 'done'; readonly runId: string }
  | { readonly kind: 'in_progress' }
  | { readonly kind: 'other_request' };

/** A request whose process died in the middle may be taken over after this long. */
const ABANDONED_AFTER = '60 seconds';

/** Takes the key: a new one, or one whose request was abandoned; returns no row when somebody else has it. */
const TAKE_KEY = `
  INSERT INTO audit.start_request AS seen (idempotency_key, request) VALUES ($1, $2)
  ON CONFLICT (idempotency_key) DO UPDATE SET at = now()
    WHERE seen.run_id IS NULL AND seen.request = $2 AND seen.at < now() - interval '${ABANDONED_AFTER}'
  RETURNING 1`;
const READ_KEY = 'SELECT request, run_id FROM audit.start_request WHERE idempotency_key = $1';
/** The journal keeps the key with the run in one transaction: what it says holds even when the request was never settled. */
const ADMITTED_RUN = 'SELECT id FROM durable.run WHERE idempotency_key = $1';
const SETTLE_KEY = 'UPDATE audit.start_request SET run_id = $2 WHERE idempotency_key = $1';
const DROP_KEY = 'DELETE FROM audit.start_request WHERE idempotency_key = $1 AND run_id IS NULL';

/** Start requests by their idempotency key: the same key and words mean the same run. */
export class StartRequests {
  constructor(private readonly pool: Pool) {}

  /** Claims a key for a request, given in words that are equal for equal requests. */
  async claim(key: string, request: string): Promise<Claim> {
    const taken = await this.pool.query(TAKE_KEY, [key, request]);
    if (taken.rowCount === 1) return { kind: 'mine' };
    const { rows } = await this.pool.query<{ request: string; run_id: string | null }>(READ_KEY, [key]);
    const [seen] = rows;
    if (seen === undefined) return { kind: 'in_progress' };
    if (seen.request !== request) return { kind: 'other_request' };
    return seen.run_id === null ? { kind: 'in_progress' } : { kind: 'done', runId: seen.run_id };
  }

  /** Id of the run that was admitted under this key; null when none was. */
  async admittedRun(key: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>(ADMITTED_RUN, [key]);
    return rows[0]?.id ?? null;
  }

  /** The request became this run. */
  async settle(key: string, runId: string): Promise<void> {
    await this.pool.query(SETTLE_KEY, [key, runId]);
  }

  /** The request was refused or failed: the key is free again. */
  async drop(key: string): Promise<void> {
    await this.pool.query(DROP_KEY, [key]);
  }
}
