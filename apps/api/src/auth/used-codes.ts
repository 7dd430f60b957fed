import type { Pool } from 'pg';

const USE = 'INSERT INTO audit.used_sign_in_code (digest) VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1';

/** Sign-in codes that were used, by digest; kept over restarts, so that a code of the configuration opens one session ever. */
export class UsedCodes {
  constructor(private readonly pool: Pool) {}

  /** Marks a code as used; false when it was used before. Of many at once, one gets true. */
  async use(digest: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(USE, [digest]);
    return rowCount === 1;
  }
}
