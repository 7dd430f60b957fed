import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
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

/** A process that was frozen in the middle of a transaction must not hold its locks for long. */
const BEGIN = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '15s'";
/** Asked last, because readers of events wait for transactions that have a number. None: nothing was written. */
const NUMBER = 'SELECT pg_current_xact_id_if_assigned()::text AS number';
const STATUS = 'SELECT pg_xact_status($1::xid8) AS status';
const STATUS_LOOK_MS = 50;
/** What Postgres says of a number that it has not given out: it was lost in a crash, with all that was written under it. */
const NEVER_GIVEN_OUT = '22023';

/** Nobody could say in time whether a transaction was committed: it must not be repeated. For whoever asked, the store is away. */
class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  readonly code = 'ECONNRESET';
  constructor(cause: unknown) {
    super('Postgres left before it said whether this was done. Look at the run, then ask again if it was not.', {
      cause,
    });
  }
}

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

  /**
   * Runs a transaction, and starts it again after a deadlock or a lost connection. When the answer to its COMMIT is lost, Postgres is asked what
   * became of it: what `work` did is kept once. (A number that a crash took back may be somebody else's within milliseconds: read what you wrote.)
   */
  async transaction<T>(work: Transaction<T>): Promise<T> {
    return this.patiently(async () => {
      let ending: { readonly number: string | null; readonly result: T } | undefined;
      try {
        return await this.once(async (run, client) => {
          const result = await work(run, client);
          const { rows } = await client.query<{ number: string | null }>(NUMBER);
          ending = { number: rows[0]?.number ?? null, result };
          return result;
        });
      } catch (error) {
        if (!ending?.number || !isTransient(error) || !(await this.wasCommitted(ending.number))) throw error;
        return ending.result;
      }
    });
  }

  /**
   * Runs a transaction once: for work that is not ours to repeat. `until`: work that was told to end by this signal may go on; its connection is
   * closed and not given to anybody else.
   */
  async once<T>(work: Transaction<T>, until?: AbortSignal): Promise<T> {
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
      if (until?.aborted) onError(asError(until.reason));
      else await client.query('ROLLBACK').catch((failure: unknown) => onError(asError(failure)));
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /** Whether the transaction of that number was committed. While it is under way, its connection has not ended for the server yet. */
  private async wasCommitted(number: string): Promise<boolean> {
    try {
      for (;;) {
        const ask = () => this.pool.query<{ status: string | null }>(STATUS, [number]);
        const [row] = (await this.patiently(ask)).rows;
        if (row?.status !== 'in progress') return row?.status === 'committed';
        await delay(STATUS_LOOK_MS);
      }
    } catch (error) {
      if ((error as { code?: unknown }).code === NEVER_GIVEN_OUT) return false;
      throw new OutcomeUnknown(error);
    }
  }

  /** Repeats work while Postgres is away. The work must find out by itself whether an earlier try was carried out. */
  async patiently<T>(work: () => Promise<T>, { signal, patienceMs = this.patienceMs }: Patience = {}): Promise<T> {
    const deadline = Date.now() + patienceMs;
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
      try {
        return await work();
      } catch (error) {
        const never = !isTransient(error) || error instanceof OutcomeUnknown;
        if (never || signal?.aborted || Date.now() + pauseMs > deadline) throw error;
        this.logger.debug({ err: error, pauseMs }, 'postgres is away, trying again');
        await delay(pauseMs);
      }
    }
  }
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
