import { lockCancelledTree, passGate, settleCancelled } from '../dispatch/gate.js';
import * as claimSql from '../statements/claim.js';
import * as sql from '../statements/finish.js';
import type { Database, Run } from '../store/database.js';
import { toPayload, type Payload } from '../store/payload.js';
import { toRunError } from '../store/stored-error.js';
import type { RunError, RunStatus } from '../types.js';
import type { Claim } from './claim.js';
import { GroupCommit } from '../store/group-commit.js';
import type { Wait } from './parking.js';

/** How a delivery of a run ended. */
export type Outcome =
  | { readonly kind: 'completed'; readonly output: unknown }
  | { readonly kind: 'failed' | 'needs_attention'; readonly error: RunError }
  | { readonly kind: 'cancelled' };

/** What was stored: the outcome, or why it was refused. */
export type Stored = 'completed' | 'failed' | 'needs_attention' | 'cancelled' | 'fenced';

interface Ending {
  readonly claim: Claim;
  readonly status: 'completed' | 'failed' | 'needs_attention';
  readonly payload: Payload;
  readonly error: string | null;
}

const NOTHING: Payload = { inline: null, blobHash: null, blob: null };

/** Stores outcomes; the wake-up of a parent, the end of a flow and the hand-over of the gate are part of the same transaction. */
export class OutcomeStore {
  private readonly group: GroupCommit<Ending, boolean>;

  constructor(private readonly database: Database) {
    this.group = new GroupCommit(async (endings) => {
      const rows = await database.query<{ id: string }>(sql.finishRuns, finishValues(endings));
      const stored = new Set(rows.map(({ id }) => id));
      return endings.map(({ claim }) => stored.has(claim.id));
    });
  }

  /** Stores how a run ended. A run that was cancelled meanwhile ends as cancelled, whatever came back. */
  async store(claim: Claim, outcome: Outcome): Promise<Stored> {
    if (outcome.kind === 'cancelled') return this.cancelled(claim);
    const { kind } = outcome;
    let payload = NOTHING;
    if (outcome.kind === 'completed') {
      try {
        payload = toPayload(outcome.output, `The output of run "${claim.id}"`);
      } catch (error) {
        return this.store(claim, { kind: 'failed', error: toRunError(error) });
      }
    }
    const error = 'error' in outcome ? JSON.stringify(outcome.error) : null;
    const ending: Ending = { claim, status: kind, payload, error };
    const stored = stands(claim)
      ? await this.group.add(ending)
      : await this.database.transaction(async (run) => {
          const rows = await run(sql.finishRuns, finishValues([ending]));
          if (rows.length > 0) await follow(run, claim, kind);
          return rows.length > 0;
        });
    return stored ? kind : this.refused(claim);
  }

  /** Gives a run back without an outcome: it waits for something (`suspended`) or for another worker (`queued`). False when it is not ours any more. */
  async release(claim: Claim, waits: readonly Wait[]): Promise<boolean> {
    const asleep = waits.filter((wait) => wait.kind !== 'drain');
    const drained = asleep.length < waits.length || waits.length === 0;
    const waitingFor = drained ? null : asleep.map(describe);
    const wakeAt = drained ? null : earliest(asleep);
    return this.database.transaction(async (run) => {
      const owned = await run(claimSql.lockOwnedRun, [claim.id, claim.epoch]);
      if (owned.length === 0) return false;
      await run(claimSql.releaseRun, [claim.id, claim.epoch, drained ? 'queued' : 'suspended', waitingFor, wakeAt]);
      // The last child may have ended before this row said that it waits for it.
      for (const wait of asleep) if (wait.kind === 'children') await run(sql.wakeParent, [claim.id, wait.scope]);
      return true;
    });
  }

  private async cancelled(claim: Claim): Promise<Stored> {
    return this.database.transaction(async (run) => {
      await lockCancelledTree(run, claim.root_id);
      const rows = await run(sql.letGoCancelled, [claim.id, claim.epoch]);
      if (rows.length === 0) return (await stateOf(run, claim))?.status === 'cancelled' ? 'cancelled' : 'fenced';
      await settleCancelled(run, claim.root_id);
      await wakeParentOf(run, claim);
      return 'cancelled';
    });
  }

  private async refused(claim: Claim): Promise<Stored> {
    const state = await this.database.transaction((run) => stateOf(run, claim));
    if (!state || state.epoch !== claim.epoch) return 'fenced';
    if (state.status === 'cancelling') return this.cancelled(claim);
    // Ended in our own epoch: the acknowledgement of our first try was lost.
    const { status } = state;
    return status === 'completed' || status === 'failed' || status === 'needs_attention' || status === 'cancelled'
      ? status
      : 'fenced';
  }
}

function finishValues(endings: readonly Ending[]): readonly unknown[] {
  return [
    endings.map(({ claim }) => claim.id),
    endings.map(({ claim }) => claim.epoch),
    endings.map(({ status }) => status),
    endings.map(({ payload }) => payload.inline),
    endings.map(({ payload }) => payload.blobHash),
    endings.map(({ payload }) => payload.blob),
    endings.map(({ error }) => error),
  ];
}

/** Whether nothing else depends on how this run ends. */
function stands(claim: Claim): boolean {
  return claim.flow_parent === null && claim.fan_scope === null && claim.object_key === null;
}

async function follow(run: Run, claim: Claim, status: RunStatus): Promise<void> {
  if (claim.flow_parent !== null && status !== 'completed') await run(sql.failFlowAncestors, [claim.id, status]);
  await wakeParentOf(run, claim);
  if (claim.object_key !== null) await passGate(run, claim.root_id);
}

async function wakeParentOf(run: Run, claim: Claim): Promise<void> {
  if (claim.fan_scope === null || claim.parent_id === null) return;
  await run(sql.lockParent, [claim.parent_id]);
  await run(sql.wakeParent, [claim.parent_id, claim.fan_scope]);
}

async function stateOf(run: Run, claim: Claim): Promise<{ status: RunStatus; epoch: number } | undefined> {
  const [state] = await run<{ status: RunStatus; epoch: number }>(claimSql.runState, [claim.id]);
  return state;
}

function describe(wait: Wait): string {
  if (wait.kind === 'children') return `children:${wait.scope}`;
  if (wait.kind === 'promise') return `promise:${wait.name}`;
  return wait.kind === 'until' ? `until:${wait.what}` : 'drain';
}

/** The first moment at which one of the waits is over by itself. */
export function earliest(waits: readonly Wait[]): Date | null {
  const times = waits.flatMap((wait) => ('at' in wait ? [wait.at.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.min(...times));
}
