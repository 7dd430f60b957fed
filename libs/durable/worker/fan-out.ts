import { queueOf, type Routes } from '../dispatch/routes.js';
import { TerminalError } from '../errors.js';
import { childRunId } from '../run-id.js';
import * as admitSql from '../statements/admit.js';
import * as finishSql from '../statements/finish.js';
import * as readSql from '../statements/read.js';
import { OPEN_STATUSES } from '../statuses.js';
import type { Database } from '../store/database.js';
import { hashOf } from '../store/payload.js';
import { toChildOutcome, type OutcomeRow } from '../store/rows.js';
import type { ChildOutcome, ChildSpec, RunId, RunStatus } from '../types.js';
import { refusedBy } from './refused.js';

/** Children of one fan-out that Redis is told of at once. */
const DISPATCH_WINDOW = 1_000;

/** Children of one run in one epoch. */
export class FanOut {
  constructor(
    private readonly database: Database,
    private readonly routes: Routes,
    private readonly parent: RunId,
    private readonly epoch: number,
    private readonly decided: () => void,
  ) {}

  /** Admits the children that are not there yet, in one transaction with the outbox rows that dispatch them. Throws Fenced, Cancelled, TerminalError for double names. */
  async admit(scope: string, specs: readonly ChildSpec[], concurrency = DISPATCH_WINDOW): Promise<void> {
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new TerminalError(
        `The fan-out "${scope}" has a concurrency of ${concurrency}: at least 1 must run.`,
        'BAD_CONCURRENCY',
      );
    }
    if (new Set(specs.map(({ name }) => name)).size < specs.length) {
      throw new TerminalError(
        `Two children of the fan-out "${scope}" have the same name: give each its own.`,
        'CHILD_NAME_TAKEN',
      );
    }
    const [own] = await this.database.query<{ admitted: number }>(admitSql.insertChildren, [
      this.parent,
      this.epoch,
      scope,
      specs.map(({ name }) => childRunId(this.parent, scope, name)),
      specs.map(({ name }) => name),
      specs.map(({ workflow }) => workflow),
      specs.map(({ workflow }) => queueOf(this.routes, workflow)),
      specs.map(({ input }) => JSON.stringify(input)),
      specs.map(({ input }) => hashOf(input)),
      concurrency,
    ]);
    if (!own) throw await refusedBy(this.database, this.parent, this.epoch);
    await this.refuseTaken(scope, specs);
    if (own.admitted < specs.length) await this.letThrough(scope, concurrency);
    this.decided();
  }

  /** Dispatches children that a retry left to their parent, as far as the window has room. */
  private async letThrough(scope: string, concurrency: number): Promise<void> {
    await this.database.transaction(async (run) => {
      await run(finishSql.lockRuns, [[this.parent]]);
      const [window] = await run<{ room: number }>(admitSql.roomInWindow, [this.parent, scope, concurrency]);
      if (window && window.room > 0) await run(finishSql.dispatchNext, [[this.parent], [scope], [window.room]]);
    });
  }

  /** A child whose id belongs to another run was not admitted, and would be waited for without end. */
  private async refuseTaken(scope: string, specs: readonly ChildSpec[]): Promise<void> {
    const there = await this.database.query<{ child_name: string }>(readSql.namesOfScope, [this.parent, scope]);
    if (there.length >= specs.length) return;
    const names = new Set(there.map(({ child_name }) => child_name));
    const missing = specs.find(({ name }) => !names.has(name));
    if (missing === undefined) return;
    throw new TerminalError(
      `The child "${missing.name}" of the fan-out "${scope}" can't be admitted: another run is called ${childRunId(this.parent, scope, missing.name)}.`,
      'CHILD_ID_TAKEN',
    );
  }

  /** How many of the children ended, and as what: what the journal keeps of a fan-out; the outcomes themselves are the children's rows. Null while one is open. */
  async ended(scope: string, children: number): Promise<Record<string, number> | null> {
    if (children === 0) return { children };
    const rows = await this.database.query<{ status: RunStatus; n: number }>(readSql.countsOfScope, [
      this.parent,
      scope,
    ]);
    const all = rows.reduce((sum, { n }) => sum + n, 0);
    if (all < children || rows.some(({ status }) => OPEN_STATUSES.has(status))) return null;
    return { children, ...Object.fromEntries(rows.map(({ status, n }) => [status, n])) };
  }

  /** Outcomes in the order of the specs, or null while a child is open. */
  async outcomes<O>(scope: string, specs: readonly ChildSpec[]): Promise<ChildOutcome<O>[] | null> {
    const rows = await this.database.query<OutcomeRow & { status: RunStatus }>(readSql.outcomesOfScope, [
      this.parent,
      scope,
    ]);
    const byName = new Map(rows.map((row) => [row.child_name, row]));
    const outcomes: ChildOutcome<O>[] = [];
    for (const { name } of specs) {
      const row = byName.get(name);
      if (!row || OPEN_STATUSES.has(row.status)) return null;
      outcomes.push(toChildOutcome<O>(row));
    }
    return outcomes;
  }
}
