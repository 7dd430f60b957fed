import { openGate } from '../dispatch/gate.js';
import { Refusal } from '../errors.js';
import { asRunId, childRunId } from '../run-id.js';
import * as dispatchSql from '../statements/dispatch.js';
import * as finishSql from '../statements/finish.js';
import * as sql from '../statements/fork.js';
import type { Database } from '../store/database.js';
import { hashOf, toPayload } from '../store/payload.js';
import type { ForkOptions, RunId } from '../types.js';

interface ChildRow {
  readonly id: string;
  readonly kind: string;
  readonly fan_scope: string | null;
  readonly child_name: string | null;
}

/**
 * Starts a run that goes on from a step of another one: what came before that step is copied, with the ended children it reads.
 * Of an object key, it waits for its turn. Throws Refusal RUN_NOT_FOUND, STEP_NOT_FOUND, BAD_RUN_ID, RUN_EXISTS.
 */
export async function forkRun(database: Database, from: RunId, stepKey: string, options: ForkOptions): Promise<void> {
  const id = asRunId(options.id);
  const { editedInput, editedOutputs = {} } = options;
  const edited = Object.entries(editedOutputs);
  const outputs = edited.map(([key, value]) => {
    const { inline, blob } = toPayload(value, `The edited output of "${key}"`);
    return inline ?? blob;
  });
  await database.transaction(async (run) => {
    const [source] = await run(finishSql.lockRun, [from]);
    if (!source) throw new Refusal('RUN_NOT_FOUND', `There is no run "${from}".`, 'Look it up in the list of runs.');
    const [point] = await run<{ seq: number }>(sql.forkPoint, [from, stepKey]);
    if (!point)
      throw new Refusal('STEP_NOT_FOUND', `Run ${from} has no step "${stepKey}".`, 'Fork from a step of its journal.');
    const input = editedInput === undefined ? [null, null] : [JSON.stringify(editedInput), hashOf(editedInput)];
    const [made] = await run<{ object_key: string | null }>(sql.forkRun, [from, id, ...input]);
    if (!made) throw new Refusal('RUN_EXISTS', `A run "${id}" exists already.`, 'Fork under another id.');
    const copied = await run<{ key: string }>(sql.forkSteps, [
      from,
      id,
      point.seq,
      edited.map(([key]) => key),
      outputs,
    ]);
    const before = new Set(copied.map(({ key }) => key));
    const late = edited.find(([key]) => !before.has(key));
    if (late)
      throw new Refusal(
        'STEP_NOT_FOUND',
        `"${late[0]}" is no step before "${stepKey}".`,
        'Edit outputs of earlier steps.',
      );
    const children = await run<ChildRow>(sql.childrenToCopy, [from, point.seq]);
    const copies = children.map((c) => childRunId(id, c.fan_scope ?? 'flow', c.child_name ?? c.kind));
    if (children.length > 0) await run(sql.copyChildren, [children.map((c) => c.id), copies, id]);
    if (made.object_key === null) await run(dispatchSql.dispatchFlow, [id]);
    else await openGate(run, made.object_key);
  });
}
