import { Refusal } from '../errors.js';
import { lockCancelledTree, openGate, settleCancelled } from '../dispatch/gate.js';
import * as cancelSql from '../statements/cancel.js';
import * as dispatchSql from '../statements/dispatch.js';
import * as admitSql from '../statements/admit.js';
import * as finishSql from '../statements/finish.js';
import * as pauseSql from '../statements/pause.js';
import * as retrySql from '../statements/retry.js';
import { OPEN_STATUSES, RETRYABLE_STATUSES } from '../statuses.js';
import type { Database, Run } from '../store/database.js';
import type { Asked, RunId, RunStatus } from '../types.js';

interface Top {
  readonly id: string;
  readonly root_id: string;
  readonly object_key: string | null;
  readonly status: RunStatus;
}

/**
 * Cancels a run with all its descendants; of a flow, all nodes. What nobody works on ends at once, the rest as soon as its owner notices;
 * `kill` takes it away from its owner without waiting. Of a run that has ended, the children that go on. Throws Refusal RUN_NOT_FOUND, NOT_RUNNING.
 */
export async function cancelRun(database: Database, id: RunId, kill: boolean, asked: Asked): Promise<void> {
  await database.transaction(async (run) => {
    const { id: topId, root_id: root } = await topOf(run, id);
    await lockCancelledTree(run, root);
    await run(retrySql.lockParentOfChild, [topId]);
    const top = await topOf(run, id);
    const final = top.status === 'needs_attention' && (await parentOf(run, top))?.journaled === true;
    const ended = final || (!OPEN_STATUSES.has(top.status) && top.status !== 'needs_attention');
    if (ended && (await run(cancelSql.withOpenDescendants, [[top.id]])).length === 0) {
      throw new Refusal(
        'NOT_RUNNING',
        `Run ${top.id} has ended as ${top.status}.`,
        'Only a run that has not ended can be cancelled.',
      );
    }
    while ((await run(cancelSql.markCancelling, [top.id, kill, JSON.stringify(asked)])).length > 0);
    await settleCancelled(run, root);
    await run(cancelSql.notifyCancel, [root]);
  });
}

/**
 * Makes a failed, cancelled or needs-attention run go on where it stopped, with all stopped nodes of its flow: finished steps replay.
 * The steps a run failed on are tried again, and what failed without the workflow going on from it (see `clearFailedSteps`); a gate whose time is over is opened again.
 * Throws Refusal RUN_NOT_FOUND, RUN_NOT_RETRYABLE, RUN_UNDONE, RUN_SETTLING.
 */
export async function retryRun(database: Database, id: RunId): Promise<void> {
  await database.transaction(async (run) => {
    const top = await topOf(run, id);
    if (!RETRYABLE_STATUSES.has(top.status)) {
      throw new Refusal(
        'RUN_NOT_RETRYABLE',
        `Run ${top.id} is ${top.status}.`,
        'Only a failed, cancelled or needs-attention run can be retried.',
      );
    }
    if (top.object_key !== null) await run(admitSql.lockName, [top.object_key]);
    await refuseUnderEndedParent(run, top);
    await refuseWhileSettling(run, top);
    const again = await requeue(run, top);
    if (!(await hasGate(run, top))) return;
    // The others come when their parent lets them through, or when those of their fan-out's window have ended.
    const fanned = again.filter((row) => row.fanned && (row.dispatched || row.id === top.id)).map((row) => row.id);
    if (fanned.length > 0) await run(dispatchSql.dispatchRuns, [fanned]);
    if (again.some((row) => !row.fanned)) await run(dispatchSql.dispatchFlow, [top.root_id]);
  });
}

/**
 * Pauses a run with all its descendants; of a flow, all nodes. No new step starts; a step in flight ends and is stored.
 * Throws Refusal RUN_NOT_FOUND, NOT_RUNNING.
 */
export async function pauseRun(database: Database, id: RunId, asked: Asked): Promise<void> {
  await database.transaction(async (run) => {
    const top = await topOf(run, id);
    if (!OPEN_STATUSES.has(top.status) || top.status === 'cancelling') {
      throw new Refusal(
        'NOT_RUNNING',
        `Run ${top.id} is ${top.status}.`,
        'Only a run that has not ended can be paused.',
      );
    }
    while ((await run(pauseSql.markPausing, [top.id, JSON.stringify(asked)])).length > 0);
    await run(cancelSql.notifyCancel, [top.root_id]);
  });
}

/** Lets a paused run go on. Throws Refusal RUN_NOT_FOUND, NOT_PAUSED. */
export async function resumeRun(database: Database, id: RunId): Promise<void> {
  await database.transaction(async (run) => {
    const top = await topOf(run, id);
    const resume = async (): Promise<boolean> => (await run(pauseSql.resumePaused, [top.id])).length > 0;
    if (!(await resume())) {
      throw new Refusal('NOT_PAUSED', `Run ${top.id} is ${top.status}.`, 'Only a paused run can be resumed.');
    }
    // One that was at work may have admitted children, paused like itself, while its row was waited for.
    while (await resume());
    if (top.object_key !== null) await openGate(run, top.object_key);
  });
}

async function topOf(run: Run, id: RunId): Promise<Top> {
  const [top] = await run<Top>(cancelSql.flowTop, [id]);
  if (!top) throw new Refusal('RUN_NOT_FOUND', `There is no run "${id}".`, 'Look it up in the list of runs.');
  return top;
}

interface Parent {
  readonly id: string;
  readonly status: RunStatus;
  /** It has read how the child ended: that must not change any more. */
  readonly journaled: boolean;
}

/** Who made a fan-out child; none of any other run. */
const parentOf = async (run: Run, top: Top): Promise<Parent | undefined> =>
  (await run<Parent>(retrySql.parentOfChild, [top.id]))[0];

/** A fan-out child that is retried after its parent has ended, or has read how it ended, would work for nobody. */
async function refuseUnderEndedParent(run: Run, top: Top): Promise<void> {
  await run(retrySql.lockParentOfChild, [top.id]);
  const parent = await parentOf(run, top);
  if (!parent || (OPEN_STATUSES.has(parent.status) && !parent.journaled)) return;
  const past = parent.journaled ? 'has read its outcome' : `has ended as ${parent.status}`;
  throw new Refusal(
    'RUN_NOT_RETRYABLE',
    `Its parent ${parent.id} ${past}.`,
    parent.journaled ? `Fork ${parent.id} instead.` : `Retry ${parent.id} instead.`,
  );
}

async function refuseUndone(run: Run, ids: readonly string[]): Promise<void> {
  const [undone] = await run<{ run_id: string }>(retrySql.undoneRuns, [ids]);
  if (undone)
    throw new Refusal(
      'RUN_UNDONE',
      `Run ${undone.run_id} has undone what it had done.`,
      'Start a new run, or fork it from a step.',
    );
}

/** `onSettled` speaks of an end: what it does must not come after a retry has taken that end back. Not yet called, it is not called any more. */
async function refuseWhileSettling(run: Run, top: Top): Promise<void> {
  const stopped = await run<{ id: string; settling: boolean }>(retrySql.lockStopped, [top.root_id]);
  const settling = stopped.find((one) => one.settling);
  if (settling === undefined) return;
  throw new Refusal(
    'RUN_SETTLING',
    `The end of run ${settling.id} is being reported.`,
    'Retry it in a moment; should its reporter have died, when its lease has ended.',
  );
}

interface Requeued {
  readonly id: string;
  readonly fanned: boolean;
  /** Redis may be told of it. */
  readonly dispatched: boolean;
}

/** Makes the stopped runs from a flow's top downwards run again. A fan-out whose outcome is taken back frees its stopped children for it. */
async function requeue(run: Run, top: Top): Promise<readonly Requeued[]> {
  const failures = await run<{ id: string; steps: readonly string[] }>(retrySql.failuresOf, [top.root_id]);
  const failing = failures.flatMap(({ id, steps }) => steps.map((step) => ({ id, step })));
  const byThemselves = failures.filter(({ steps }) => steps.length === 0).map(({ id }) => id);
  const again: Requeued[] = [];
  for (let level: readonly string[] = [top.id]; level.length > 0; level = await under(run, level)) {
    const requeued = await run<Requeued>(retrySql.requeueStopped, [level, again.map(({ id }) => id)]);
    const ids = requeued.map(({ id }) => id);
    await refuseUndone(run, ids);
    await run(retrySql.clearFailedSteps, [
      ids,
      failing.map(({ id }) => id),
      failing.map(({ step }) => step),
      byThemselves,
    ]);
    await run(retrySql.clearAttempts, [ids]);
    await run(retrySql.clearExpired, [ids]);
    again.push(...requeued);
  }
  return again;
}

const under = async (run: Run, level: readonly string[]): Promise<readonly string[]> =>
  (await run<{ id: string }>(retrySql.incompleteUnder, [level])).map(({ id }) => id);

/** Whether the tree may go on now. A root asks for its gate again; behind another run it waits its turn, and so does a child of such a root. */
async function hasGate(run: Run, top: Top): Promise<boolean> {
  if (top.object_key === null) return true;
  const [holder] =
    top.id === top.root_id
      ? await run(finishSql.takeGateAgain, [top.id, top.object_key])
      : await run(retrySql.rootHasGate, [top.root_id]);
  return holder !== undefined;
}
