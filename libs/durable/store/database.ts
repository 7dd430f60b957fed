import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { Logger } from '../logger.js';
import type { Statement } from '../statements/statement.js';
import { isTransient } from './transient.js';

/** Runs one statement; returns its rows. */
export type Run = <R extends QueryResultRow>(statement: Statement, values: readonly unknown[]) => Promise<R[]>;

export interface Patience {
  /** Stops waiting for the store. */
  readonly signal?: AbortSignal;
  /** How long to go on trying while Postgres is away. */
  readonly patienceMs?: number;
}

/** A process that was frozen in the middle of a transaction must not hold its locks for long. */
const BEGIN = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '15s'";

/** Postgres as the engine uses it: named statements, and patience while the store is away. */
export class Database {
  constructor(
    readonly pool: Pool,
    private readonly logger: Logger,
    /** How long to go on trying while Postgres is away, unless a call says otherwise. */
    private readonly patienceMs = 60_000,
  ) {
    // Without a listener, an idle connection that breaks would end the process.
    pool.on('error', (error) => this.logger.warn({ err: error }, 'postgres connection lost'));
  }

  /** Runs a statement that may safely run twice. Rejects with the last error when patience is over. */
  async query<R extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[] = [],
    patience: Patience = {},
  ): Promise<R[]> {
    return this.patiently(async () => (await this.pool.query<R>({ ...statement, values: [...values] })).rows, patience);
  }

  /** Runs a transaction that may safely run twice; a deadlock or a lost connection starts it again. */
  async transaction<T>(work: (run: Run, client: PoolClient) => Promise<T>, patience: Patience = {}): Promise<T> {
    return this.patiently(() => this.once(work), patience);
  }

  /** Runs a transaction once: for work that is not ours to repeat. */
  async once<T>(work: (run: Run, client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    try {
      await client.query(BEGIN);
      const result = await work(async (s, values) => (await client.query({ ...s, values: [...values] })).rows, client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure));
      });
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** Repeats work while Postgres is away. The work must find out by itself whether an earlier try was carried out. */
  async patiently<T>(work: () => Promise<T>, { signal, patienceMs = this.patienceMs }: Patience = {}): Promise<T> {
    const deadline = Date.now() + patienceMs;
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      try {
        return await work();
      } catch (error) {
        if (!isTransient(error) || signal?.aborted || Date.now() + pauseMs > deadline) throw error;
        this.logger.debug({ err: error, pauseMs }, 'postgres is away, trying again');
        await delay(pauseMs);
      }
    }
  }
}
