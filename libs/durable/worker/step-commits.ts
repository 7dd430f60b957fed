import * as sql from '../statements/journal.js';
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
  /** Undoes something: a cancellation does not refuse it. */
  readonly undo?: boolean;
}

/** The process's step commits. Those that need another statement go apart: paid ones lock their runs differently, some bring an effect. */
export class StepCommits {
  private readonly groups = new Map<string, GroupCommit<OwnedEntry, boolean>>();

  constructor(private readonly database: Database) {}

  /** Stores a step, together with those of other runs when there are any. Resolves with false when it was not stored: `stepWriter` tells why. */
  async store(owned: OwnedEntry): Promise<boolean> {
    const { effect } = owned.entry.brought ?? {};
    const group = `${owned.entry.costMicroUsd > 0 ? 'paid' : 'free'}:${effect?.name ?? ''}`;
    let commits = this.groups.get(group);
    if (!commits) this.groups.set(group, (commits = this.grouped(commitStatement(owned.entry))));
    return commits.add(owned);
  }

  private grouped(statement: Statement): GroupCommit<OwnedEntry, boolean> {
    return new GroupCommit(async (owned) => {
      const rows = await this.database.query<{ run_id: string; key: string }>(statement, commitValues(owned));
      const stored = new Set(rows.map(({ run_id, key }) => `${run_id}/${key}`));
      return owned.map(({ runId, entry }) => stored.has(`${runId}/${entry.key}`));
    });
  }
}

/** The statement that stores a step like this one. */
export function commitStatement({ costMicroUsd, brought }: StepEntry): Statement {
  if (brought) return sql.commitWith(brought.effect, costMicroUsd > 0);
  return costMicroUsd > 0 ? sql.commitPaidSteps : sql.commitSteps;
}

/** Steps as the arrays of the commit statement. */
export function commitValues(owned: readonly OwnedEntry[]): readonly unknown[] {
  const column = <T>(of: (entry: StepEntry) => T): T[] => owned.map(({ entry }) => of(entry));
  const output = ({ outcome }: StepEntry): Payload | null => ('output' in outcome ? outcome.output : null);
  return [
    owned.map(({ runId }) => runId),
    owned.map(({ epoch }) => epoch),
    owned.map(({ undo }) => undo ?? false),
    column(({ key }) => key),
    column(({ seq }) => seq),
    column(({ name }) => name),
    column(({ writeId }) => writeId),
    column(({ outcome }) => ('output' in outcome ? 'ok' : 'error')),
    column(({ outcome }) => 'error' in outcome && outcome.retryable),
    column(({ input }) => (input === undefined ? null : JSON.stringify(input))),
    column(({ inputHash }) => inputHash),
    column((entry) => output(entry)?.inline ?? null),
    column((entry) => output(entry)?.blobHash ?? null),
    column((entry) => output(entry)?.blob ?? null),
    column(({ outcome }) => ('error' in outcome ? JSON.stringify(outcome.error) : null)),
    column(({ attempts }) => attempts),
    column(({ costMicroUsd }) => costMicroUsd),
    column(({ startedAt }) => startedAt),
    column(({ kind }) => kind),
    ...(owned.some(({ entry }) => entry.brought)
      ? [column(({ brought }) => JSON.stringify(brought?.data ?? null))]
      : []),
  ];
}
