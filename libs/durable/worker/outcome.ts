import { lockCancelledTree, passGate, settleCancelled } from '../dispatch/gate.js';
import { tellParents } from '../dispatch/parents.js';
import * as claimSql from '../statements/claim.js';
import * as sql from '../statements/finish.js';
import { finishWithStep } from '../statements/finish-with-step.js';
import { wakeForPromise } from '../statements/promise.js';
import { fill } from '../statements/sized.js';
import type { Statement } from '../statements/statement.js';
import type { Database, Run } from '../store/database.js';
import type { Payload } from '../store/payload.js';
import type { RunError, RunStatus } from '../types.js';
import type { Claim } from './claim.js';
import { GroupCommit } from '../store/group-commit.js';
import type { Wait } from './parking.js';
import { rowOf, type StepEntry } from './step-commits.js';

/** How a delivery of a run ended. */
export type Outcome =
  | { readonly kind: 'completed'; readonly payload: Payload }
  | { readonly kind: 'failed' | 'needs_attention'; readonly error: RunError }
  | { readonly kind: 'cancelled' };

/** What was stored: the outcome, or why it was refused. */
export type Stored = 'completed' | 'failed' | 'needs_attention' | 'cancelled' | 'fenced';

interface Ending {
  readonly claim: Claim;
  readonly status: 'completed' | 'failed' | 'needs_attention';
  readonly payload: Payload;
  readonly error: string | null;
  /** Its last step, to be stored with it. */
  readonly last?: StepEntry;
}

interface Written {
  readonly id: string;
  readonly epoch: number;
}

const NOTHING: Payload = { inline: null, blobHash: null, blob: null };

/** Stores outcomes; the wake-up of a parent, the end of a flow and the hand-over of the gate are part of the same transaction. */
export class OutcomeStore {
  private readonly group: GroupCommit<Ending, boolean>;
  private readonly withSteps: GroupCommit<Ending, boolean>;

  constructor(private readonly database: Database) {
    this.group = new GroupCommit((endings) => this.storeAll(endings));
    this.withSteps = new GroupCommit((endings) => this.storeAll(endings));
  }

  /** Stores how a run ended. `cancelling`: it was cancelled meanwhile, and has to end as that when what it did is undone. */
  async store(claim: Claim, outcome: Outcome): Promise<Stored | 'cancelling'> {
    if (outcome.kind === 'cancelled') return this.cancelled(claim);
    const { kind } = outcome;
    const payload = 'payload' in outcome ? outcome.payload : NOTHING;
    const error = 'error' in outcome ? JSON.stringify(outcome.error) : null;
    const ending: Ending = { claim, status: kind, payload, error };
    const stored = mayGoTogether(claim)
      ? await this.group.add(ending)
      : await this.database.transaction(async (run) => {
          const rows = await run(...finishOf([ending]));
          if (rows.length > 0) await follow(run, claim, kind);
          return rows.length > 0;
        });
    return stored ? kind : this.refused(claim);
  }

  /** Stores what a run returned together with its last step: one that is free and brings nothing. False when they have to be stored apart: nothing is stored then. */
  async storeWith(last: StepEntry, claim: Claim, payload: Payload): Promise<boolean> {
    if (!mayGoTogether(claim) || payload.blobHash !== null) return false;
    return this.withSteps.add({ claim, status: 'completed', payload, error: null, last });
  }

  /** Gives a run back without an outcome: it waits for something (`suspended`) or for another worker (`queued`). Or says why not: cancelled meanwhile, or not ours any more. */
  async release(claim: Claim, waits: readonly Wait[]): Promise<'released' | 'cancelling' | 'fenced'> {
    const asleep = waits.filter((wait) => wait.kind !== 'drain' && wait.kind !== 'pause');
    const paused = waits.some((wait) => wait.kind === 'pause');
    const status = paused ? 'paused' : asleep.length < waits.length || waits.length === 0 ? 'queued' : 'suspended';
    const waitingFor = status === 'suspended' ? asleep.map(describe) : null;
    const wakeAt = status === 'suspended' ? earliest(asleep) : null;
    return this.database.transaction(async (run) => {
      const owned = await run(claimSql.lockOwnedRun, [claim.id, claim.epoch]);
      if (owned.length === 0) {
        const state = await stateOf(run, claim);
        if (state?.epoch !== claim.epoch) return 'fenced';
        return state.status === 'cancelling' ? 'cancelling' : 'fenced';
      }
      await run(claimSql.releaseRun, [claim.id, claim.epoch, status, waitingFor, wakeAt]);
      // The last child may have ended, the answer may have come before this row said that it waits for it.
      for (const wait of asleep) {
        if (wait.kind === 'children') await run(sql.wakeParent, [claim.id, wait.scope]);
        if (wait.kind === 'promise') await run(wakeForPromise, [claim.id, wait.name]);
      }
      return 'released';
    });
  }

  private async storeAll(endings: readonly Ending[]): Promise<boolean[]> {
    const children = endings.map(({ claim }) => claim).filter((claim) => claim.fan_scope !== null);
    const finish = finishOf(endings);
    const rows =
      children.length === 0
        ? await this.database.query<Written>(...finish)
        : await this.database.transaction(async (run) => {
            // All at once in the order of their ids: a heartbeat may come for a child and its parent.
            const parents = children.flatMap((claim) => claim.parent_id ?? []);
            await run(sql.lockRuns, [[...endings.map(({ claim }) => claim.id), ...parents]]);
            const finished = await run<Written>(...finish);
            await tellParents(
              run,
              children.filter((claim) => isAmong(finished, claim)),
            );
            return finished;
          });
    return endings.map(({ claim }) => isAmong(rows, claim));
  }

  private async cancelled(claim: Claim): Promise<Stored> {
    return this.database.transaction(async (run) => {
      await lockCancelledTree(run, claim.root_id);
      const rows = await run(sql.letGoCancelled, [claim.id, claim.epoch]);
      if (rows.length === 0) return (await stateOf(run, claim))?.status === 'cancelled' ? 'cancelled' : 'fenced';
      await settleCancelled(run, claim.root_id);
      return 'cancelled';
    });
  }

  private async refused(claim: Claim): Promise<Stored | 'cancelling'> {
    const state = await this.database.transaction((run) => stateOf(run, claim));
    if (!state || state.epoch !== claim.epoch) return 'fenced';
    if (state.status === 'cancelling') return 'cancelling';
    // Ended in our own epoch: the acknowledgement of our first try was lost.
    const { status } = state;
    return status === 'completed' || status === 'failed' || status === 'needs_attention' || status === 'cancelled'
      ? status
      : 'fenced';
  }
}

/** Whether this owner's outcome was stored, and not only that of another one of the same run. */
function isAmong(written: readonly Written[], { id, epoch }: Claim): boolean {
  return written.some((row) => row.id === id && row.epoch === epoch);
}

/** The statement that stores these endings, all with a last step or none, and its parameters. */
function finishOf(endings: readonly Ending[]): [Statement, readonly unknown[]] {
  const together = endings.flatMap(({ claim: { id, epoch }, payload, last }) =>
    last ? [[...rowOf({ runId: id, epoch, entry: last }), payload.inline]] : [],
  );
  if (together.length > 0) return fill(finishWithStep, together);
  const rows = endings.map(({ claim, status, payload, error }) => [
    claim.id,
    claim.epoch,
    status,
    payload.inline,
    payload.blobHash,
    payload.blob,
    error,
  ]);
  const blobs = endings.some(({ payload }) => payload.blobHash !== null);
  return fill(blobs ? sql.finishRunsWithBlobs : sql.finishRuns, rows);
}

/** Whether an outcome can be stored together with those of other runs: it changes nothing but its own row and its parent's. */
function mayGoTogether(claim: Claim): boolean {
  return claim.flow_parent === null && (claim.object_key === null || claim.fan_scope !== null);
}

async function follow(run: Run, claim: Claim, status: RunStatus): Promise<void> {
  if (claim.flow_parent !== null && status !== 'completed') await run(sql.failFlowAncestors, [claim.id, status]);
  if (claim.object_key !== null) await passGate(run, claim.root_id);
}

async function stateOf(run: Run, claim: Claim): Promise<{ status: RunStatus; epoch: number } | undefined> {
  const [state] = await run<{ status: RunStatus; epoch: number }>(claimSql.runState, [claim.id]);
  return state;
}

function describe(wait: Wait): string {
  if (wait.kind === 'children') return `children:${wait.scope}`;
  if (wait.kind === 'promise') return `promise:${wait.name}`;
  return wait.kind === 'until' ? `until:${wait.what}` : wait.kind;
}

/** The first moment at which one of the waits is over by itself. */
export function earliest(waits: readonly Wait[]): Date | null {
  const times = waits.flatMap((wait) => ('at' in wait ? [wait.at.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.min(...times));
}
