import { Fenced, NonDeterminismError } from '../errors.js';
import * as sql from '../statements/journal.js';
import type { Database, Run } from '../store/database.js';
import type { Json, RunError, RunStatus } from '../types.js';
import type { PoolClient } from 'pg';
import type { Lease } from './lease.js';
import { race } from './race.js';
import { commitOf, type CommitRow, type OwnedEntry, type StepCommits, type StepEntry } from './step-commits.js';

interface WriterRow {
  readonly status: RunStatus;
  readonly epoch: number;
  readonly write_id: string | null;
}

/** Statements of a transaction that holds a run's fence must be short: a new owner waits behind them. */
const TX_LIMIT_MS = 5_000;
/** A process that was frozen in the middle must not keep the run from its next owner. */
const TX_IDLE_MS = 15_000;

/** Rolls a repeated transaction back: its first try was stored after all. */
class StoredBefore extends Error {}

export type CommitVerdict = 'recorded' | 'fenced' | 'conflict';

/** Why a commit stored nothing: its acknowledgement was lost and it is stored already, or it was refused. */
export function commitVerdict(row: WriterRow | undefined, epoch: number, writeId: string): CommitVerdict {
  if (row?.write_id === writeId) return 'recorded';
  if (!row || row.epoch !== epoch) return 'fenced';
  if (row.status !== 'running' && row.status !== 'cancelling') return 'fenced';
  return 'conflict';
}

/** Writes the journal of one run in one epoch. */
export class StepWriter {
  constructor(
    private readonly database: Database,
    private readonly commits: StepCommits,
    private readonly runId: string,
    private readonly epoch: number,
    private readonly lease: Lease,
    /** Called when a step or an attempt was stored whose run is to stop. */
    private readonly stopping: () => void = () => undefined,
  ) {}

  /** Stores a step. Throws Fenced, or NonDeterminismError when the key is taken. */
  async record(entry: StepEntry): Promise<void> {
    const stored = await this.commits.store(this.owned(entry));
    if (stored === 'not') await this.explain(entry);
    if (stored === 'stopping') this.stopping();
  }

  /**
   * Stores a step together with other writes of its own: both or neither. `entryOf` may depend on what `write` returned. Returns the entry stored.
   * The step is stored last, so that its lock on the run is held for the shortest time. `begin` is called before each try, and returns the signal
   * that ends it: throws its reason when `write` goes on for longer.
   */
  async recordWith<T>(
    write: (client: PoolClient) => Promise<T>,
    entryOf: (result: T) => StepEntry,
    begin: () => AbortSignal,
  ): Promise<StepEntry> {
    let entry: StepEntry | undefined;
    let stopping = false;
    try {
      entry = await this.database.patiently(async () => {
        // When the connection broke around the commit, either everything is stored or nothing.
        if (entry !== undefined && (await this.isOurs(entry))) return entry;
        const until = begin();
        until.throwIfAborted();
        return this.database.once(async (run, client) => {
          await this.beginOwned(run);
          entry = entryOf(await race(write(client), until));
          const [stored] = await run<CommitRow>(...commitOf([this.owned(entry)]));
          if (!stored) await this.explain(entry);
          if (!stored) throw new StoredBefore();
          stopping = stored.stopping;
          return entry;
        }, until);
      });
    } catch (error) {
      if (!(error instanceof StoredBefore) || entry === undefined) throw error;
      // The body ran twice, and the first result is the one that holds.
      const [stored] = await this.database.query<{ output: string }>(sql.storedOutput, [this.runId, entry.key]);
      return { ...entry, outcome: { output: { inline: stored?.output ?? null, blobHash: null, blob: null } } };
    }
    if (stopping) this.stopping();
    return entry;
  }

  /** Counts a failed attempt. Throws Fenced. */
  async countAttempt(
    key: string,
    attempts: number,
    error: RunError,
    costMicroUsd: number,
    nextAt: Date,
  ): Promise<void> {
    const values = [this.runId, this.epoch, key, attempts, JSON.stringify(error), costMicroUsd, nextAt];
    const [counted] = await this.database.query<{ stopping: boolean }>(sql.recordAttempt, values);
    if (!counted) throw new Fenced('Another owner has taken this run.');
    if (counted.stopping) this.stopping();
  }

  /** Says what the run does now. */
  async status(text: string): Promise<void> {
    await this.database.query(sql.setNowDoing, [this.runId, this.epoch, text.slice(0, 500)]);
  }

  /** Appends an event, once per position. */
  async event(position: string, type: string, data: Json): Promise<void> {
    const rows = await this.database.query(sql.appendEvent, [
      this.runId,
      this.epoch,
      position,
      type,
      JSON.stringify(data),
    ]);
    if (rows.length === 0) throw new Fenced('Another owner has taken this run.');
  }

  /** Begins a transaction on a run that is surely still ours: the answer may have waited for a frozen process, then it is asked again. Throws Fenced. */
  private async beginOwned(run: Run): Promise<void> {
    do {
      const askedAt = performance.now();
      const rows = await run(sql.beginOwned, [this.runId, this.epoch, `${TX_LIMIT_MS}ms`, `${TX_IDLE_MS}ms`]);
      if (rows.length === 0) throw new Fenced('Another owner has taken this run.');
      this.lease.confirm(askedAt);
    } while (!this.lease.certain);
  }

  private async explain(entry: StepEntry): Promise<void> {
    const [row] = await this.database.query<WriterRow>(sql.stepWriter, [this.runId, entry.key]);
    const verdict = commitVerdict(row, this.epoch, entry.writeId);
    if (verdict === 'recorded') return;
    if (verdict === 'fenced') throw new Fenced('Another owner has taken this run.');
    throw new NonDeterminismError(
      `The step "${entry.key}" is in the journal already, but this run has not read it there.`,
    );
  }

  private owned(entry: StepEntry): OwnedEntry {
    return { runId: this.runId, epoch: this.epoch, entry };
  }

  private async isOurs(entry: StepEntry): Promise<boolean> {
    const [row] = await this.database.query<WriterRow>(sql.stepWriter, [this.runId, entry.key]);
    return row?.write_id === entry.writeId;
  }
}
