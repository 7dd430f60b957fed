import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { Logger } from '../logger.js';
import type { Statement } from '../statements/statement.js';
import { isTransient } from './transient.js';

/** Runs one statement; returns its rows. */
export type Run = <R extends QueryResultRow>(statement: Statement, values: readonly unknown[]) => Promise<R[]>;

/** What is done in a transaction. */
export type Transaction<T> = (run: Run, client: PoolClient) => Promise<T>;

export interface Patience {
  /** Stops waiting for the store. */
  readonly signal?: AbortSignal;
  /** How long to go on trying while Postgres is away. */
  readonly patienceMs?: number;
}

/** A process that was frozen in the middle of a transaction must not hold its locks for long. Its number tells afterwards what became of it. */
const BEGIN =
  "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '15s'; SELECT pg_current_xact_id()::text AS number";
const STATUS = 'SELECT pg_xact_status($1::xid8) AS status';
const STATUS_LOOK_MS = 50;

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
    // Nor may one that breaks while it changes hands: the next statement on it says so.
    pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Runs a statement that may safely run twice. Rejects with the last error when patience is over. */
  async query<R extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[] = [],
    patience: Patience = {},
  ): Promise<R[]> {
    return this.patiently(async () => (await this.pool.query<R>({ ...statement, values: [...values] })).rows, patience);
  }

  /** Runs a transaction, and starts it again after a deadlock or a lost connection, unless it was committed. What `work` did is kept once. */
  async transaction<T>(work: Transaction<T>, { until }: { until?: AbortSignal } = {}): Promise<T> {
    return this.patiently(() => this.once(work, until));
  }

  /**
   * Runs a transaction once: for work that is not ours to repeat. When the answer to its COMMIT is lost, Postgres is asked what became of it.
   * `until`: work that was told to end by this signal may go on; its connection is closed and not given to anybody else.
   */
  async once<T>(work: Transaction<T>, until?: AbortSignal): Promise<T> {
    const client = await this.pool.connect();
    let ending: { readonly number: string; readonly result: T } | undefined;
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    try {
      const [, , begun] = (await client.query(BEGIN)) as unknown as QueryResult<{ number: string }>[];
      const result = await work(async (s, values) => (await client.query({ ...s, values: [...values] })).rows, client);
      ending = { number: begun?.rows[0]?.number ?? '', result };
      await client.query('COMMIT');
      return result;
    } catch (error) {
      if (until?.aborted) onError(asError(until.reason));
      else await client.query('ROLLBACK').catch((failure: unknown) => onError(asError(failure)));
      if (ending && isTransient(error) && (await this.wasCommitted(ending.number))) return ending.result;
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** Whether the transaction of that number was committed. While it is under way, its connection has not ended for the server yet. */
  private async wasCommitted(number: string): Promise<boolean> {
    for (;;) {
      const ask = () => this.pool.query<{ status: string | null }>(STATUS, [number]);
      const [row] = (await this.patiently(ask)).rows;
      if (row?.status !== 'in progress') return row?.status === 'committed';
      await delay(STATUS_LOOK_MS);
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

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
