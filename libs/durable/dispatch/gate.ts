import * as admit from '../statements/admit.js';
import * as dispatch from '../statements/dispatch.js';
import * as finish from '../statements/finish.js';
import type { Run } from '../store/database.js';
import { tellParents, type Child } from './parents.js';

/** Lets the next run of an object key in, if nobody is at its gate. Must be called in a transaction. */
export async function openGate(run: Run, objectKey: string): Promise<void> {
  await run(admit.lockName, [objectKey]);
  const [next] = await run<{ id: string }>(finish.takeGate, [objectKey]);
  if (next) await run(dispatch.dispatchFlow, [next.id]);
}

/** Hands the gate of a root that has ended to the next run of its object key. Must be called in a transaction, after the root's outcome is written. */
export async function passGate(run: Run, rootId: string): Promise<void> {
  const [left] = await run<{ object_key: string }>(finish.leaveGate, [rootId]);
  if (left) await openGate(run, left.object_key);
}

/**
 * Lets one transaction at a time end cancelled runs of a tree: two children that end at once would each find the other still open,
 * and nobody would end their parent. Must be called before the child's row is written.
 */
export async function lockCancelledTree(run: Run, rootId: string): Promise<void> {
  await run(admit.lockName, [`tree ${rootId}`]);
}

/** Ends the cancelled runs of a tree from its leaves up, tells parents that go on, and passes the gate on when the root has ended. */
export async function settleCancelled(run: Run, rootId: string): Promise<void> {
  for (;;) {
    const ended = await run<Child>(finish.settleCancelled, [rootId]);
    if (ended.length === 0) break;
    await tellParents(run, ended);
  }
  await passGate(run, rootId);
}
