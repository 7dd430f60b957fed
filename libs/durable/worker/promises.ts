import * as sql from '../statements/promise.js';
import type { Database } from '../store/database.js';
import type { Json, WaitOptions } from '../types.js';
import { refusedBy } from './refused.js';

export type PromiseState =
  | { readonly kind: 'resolved'; readonly value: Json }
  | { readonly kind: 'expired' }
  | { readonly kind: 'pending'; readonly expiresAt: Date };

interface PromiseRow {
  readonly state: 'pending' | 'resolved' | 'expired';
  readonly value: Json;
  readonly expires_at: Date;
  readonly overdue: boolean;
}

/** Promises of one run in one epoch. Time is Postgres time. */
export class Promises {
  constructor(
    private readonly database: Database,
    private readonly runId: string,
    private readonly epoch: number,
  ) {}

  /** How a promise stands; opens it when it is asked for the first time. Throws Fenced, Cancelled. */
  async ask(name: string, { timeoutMs, about }: WaitOptions): Promise<PromiseState> {
    const asked = about === undefined ? null : JSON.stringify(about);
    for (;;) {
      const values = [this.runId, this.epoch, name, timeoutMs, asked];
      const [row] = await this.database.query<PromiseRow>(sql.openPromise, values);
      if (!row) throw await refusedBy(this.database, this.runId, this.epoch);
      if (row.state === 'resolved') return { kind: 'resolved', value: row.value };
      if (row.state === 'expired') return { kind: 'expired' };
      if (!row.overdue) return { kind: 'pending', expiresAt: row.expires_at };
      // It may be resolved between the two statements: then the next look finds that.
      await this.database.query(sql.expirePromise, [this.runId, name]);
    }
  }
}
