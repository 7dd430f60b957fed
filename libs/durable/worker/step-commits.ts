import * as sql from '../statements/journal.js';
import { fill } from '../statements/sized.js';
import type { Statement } from '../statements/statement.js';
import type { Database } from '../store/database.js';
import type { Payload } from '../store/payload.js';
import type { CommitEffect, Json, RunError, StepKind } from '../types.js';
import { GroupCommit } from '../store/group-commit.js';

/** One step's outcome, ready to be stored. */
export interface StepEntry {
  readonly key: string;
  readonly seq: number;
  readonly name: string;
  /** Tells our own write from another's. */
  readonly writeId: string;
  readonly input: Json | undefined;
  readonly inputHash: string | null;
  readonly attempts: number;
  readonly costMicroUsd: number;
  readonly startedAt: Date;
  /** `work`, or what the run waited for. */
  readonly kind: StepKind;
  readonly outcome: { readonly output: Payload } | { readonly error: RunError; readonly retryable: boolean };
  /** What is to be stored with it. */
  readonly brought?: Brought | undefined;
}

export interface Brought {
  readonly effect: CommitEffect;
  readonly data: Json;
}

/** A step of a certain run, written by its owner of a certain epoch. */
export interface OwnedEntry {
  readonly runId: string;
  readonly epoch: number;
  readonly entry: StepEntry;
}

/** What became of a step: `stopping` when it was stored and its run is to stop; when it was `not`, `stepWriter` tells why. */
export type Stored = 'stored' | 'stopping' | 'not';

export interface CommitRow {
  readonly run_id: string;
  readonly write_id: string;
  readonly stopping: boolean;
}

const storedAs = (stopping: boolean | undefined): Stored =>
  stopping === undefined ? 'not' : stopping ? 'stopping' : 'stored';

/** The process's step commits. Those that need another statement go apart: paid ones lock their runs differently, some bring an effect. */
export class StepCommits {
  private readonly groups = new Map<string, GroupCommit<OwnedEntry, Stored>>();

  constructor(private readonly database: Database) {}

  /** Stores a step, together with those of other runs when there are any. */
  async store(owned: OwnedEntry): Promise<Stored> {
    const { effect } = owned.entry.brought ?? {};
    const group = `${owned.entry.costMicroUsd > 0 ? 'paid' : 'free'}:${effect?.name ?? ''}`;
    let commits = this.groups.get(group);
    if (!commits) this.groups.set(group, (commits = this.grouped()));
    return commits.add(owned);
  }

  private grouped(): GroupCommit<OwnedEntry, Stored> {
    return new GroupCommit(async (owned) => {
      const rows = await this.database.query<CommitRow>(...commitOf(owned));
      const stored = new Map(rows.map(({ run_id, write_id, stopping }) => [`${run_id}/${write_id}`, stopping]));
      return owned.map(({ runId, entry }) => storedAs(stored.get(`${runId}/${entry.writeId}`)));
    });
  }
}

/** The statement that stores steps like these, all paid or none, with one effect or none, and its parameters. */
export function commitOf(owned: readonly OwnedEntry[]): [Statement, readonly unknown[]] {
  const [first] = owned;
  const kind = {
    paid: (first?.entry.costMicroUsd ?? 0) > 0,
    effect: first?.entry.brought?.effect,
    blobs: owned.some(({ entry: { outcome } }) => 'output' in outcome && outcome.output.blobHash !== null),
  };
  return fill(sql.commitSteps(kind), owned.map(rowOf));
}

/** A step in the order of the statement's columns. */
export function rowOf({ runId, epoch, entry }: OwnedEntry): readonly unknown[] {
  const { key, seq, name, writeId, input, inputHash, attempts, costMicroUsd, startedAt, kind, outcome, brought } =
    entry;
  const output = 'output' in outcome ? outcome.output : null;
  return [
    runId,
    epoch,
    key,
    seq,
    name,
    writeId,
    output ? 'ok' : 'error',
    'error' in outcome && outcome.retryable,
    input === undefined ? null : JSON.stringify(input),
    inputHash,
    output?.inline ?? null,
    output?.blobHash ?? null,
    output?.blob ?? null,
    'error' in outcome ? JSON.stringify(outcome.error) : null,
    attempts,
    costMicroUsd,
    startedAt,
    kind,
    brought ? JSON.stringify(brought.data) : null,
  ];
}
