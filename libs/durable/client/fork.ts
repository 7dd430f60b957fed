import { openGate } from '../dispatch/gate.js';
import { Refusal } from '../errors.js';
import { asRunId, childRunId } from '../run-id.js';
import { flowTop } from '../statements/cancel.js';
import * as dispatchSql from '../statements/dispatch.js';
import * as finishSql from '../statements/finish.js';
import * as sql from '../statements/fork.js';
import type { Database, Run } from '../store/database.js';
import { hashOf, toPayload } from '../store/payload.js';
import type { ForkOptions, Json, RunId } from '../types.js';
import { planFork, type FlowNode } from './fork-plan.js';
import { shapeProblem } from './input-shape.js';

interface Point {
  readonly seq: number;
  readonly input: Json;
  readonly input_hash: string | null;
}

/**
 * Starts a run that goes on from a step of another one: what came before that step is copied, with the ended children it reads. Of a node of a
 * flow, the flow is forked: what is below the node keeps its outputs, what waits for it runs afterwards. Of an object key, it waits for its turn.
 * Throws Refusal RUN_NOT_FOUND, STEP_NOT_FOUND, STEP_INPUT_FIXED, STEP_INPUT_MISFIT, BAD_RUN_ID, RUN_EXISTS.
 */
export async function forkRun(database: Database, from: RunId, stepKey: string, options: ForkOptions): Promise<void> {
  const root = asRunId(options.id);
  const { editedInput, editedStepInput, editedOutputs = {} } = options;
  await database.transaction(async (run) => {
    const [source] = await run(finishSql.lockRun, [from]);
    if (!source) throw new Refusal('RUN_NOT_FOUND', `There is no run "${from}".`, 'Look it up in the list of runs.');
    const [point] = await run<Point>(sql.forkPoint, [from, stepKey]);
    if (!point)
      throw new Refusal('STEP_NOT_FOUND', `Run ${from} has no step "${stepKey}".`, 'Fork from a step of its journal.');
    if (editedStepInput !== undefined) refuseMisfit(point, stepKey, editedStepInput);

    const [top] = await run<{ id: string; object_key: string | null }>(flowTop, [from]);
    const nodes = planFork(await run<FlowNode>(sql.flowTree, [top?.id ?? from]), from, root);
    const made = await run<{ id: string }>(sql.forkNodes, [
      nodes.map((node) => node.from),
      nodes.map((node) => node.id),
      nodes.map((node) => node.parent),
      nodes.map((node) => node.done),
      root,
      from,
      stepKey,
      ...(editedInput === undefined ? [null, null] : [JSON.stringify(editedInput), hashOf(editedInput)]),
      JSON.stringify(options.asked ?? {}),
    ]);
    if (made.length < nodes.length)
      throw new Refusal(
        'RUN_EXISTS',
        `A run "${root}" (or one of its parts) exists already.`,
        'Fork under another id.',
      );

    const id = nodes.find((node) => node.from === from)?.id ?? root;
    await copySteps(run, { from, id, stepKey, point }, editedOutputs);
    await run(sql.keepEditedInputs, [from, id, point.seq]);
    if (editedStepInput !== undefined) await run(sql.editInput, [id, stepKey, JSON.stringify(editedStepInput)]);
    await copyChildren(run, { from, id, root, before: point.seq });
    if (!top || top.object_key === null) await run(dispatchSql.dispatchFlow, [root]);
    else await openGate(run, top.object_key);
  });
}

function refuseMisfit(point: Point, stepKey: string, edited: Json): void {
  if (point.input_hash === null) {
    throw new Refusal(
      'STEP_INPUT_FIXED',
      `The step "${stepKey}" was journaled without an input: there is nothing to edit.`,
      'Fork without an edited input, or from another step.',
    );
  }
  const problem = shapeProblem(point.input, edited);
  if (problem === null) return;
  throw new Refusal(
    'STEP_INPUT_MISFIT',
    `The edited input of "${stepKey}" does not have the shape of its own: ${problem}.`,
    'Edit the values, keep the names and kinds.',
  );
}

async function copySteps(
  run: Run,
  { from, id, stepKey, point }: { from: RunId; id: RunId; stepKey: string; point: Point },
  editedOutputs: Readonly<Record<string, Json>>,
): Promise<void> {
  const edited = Object.entries(editedOutputs);
  const outputs = edited.map(([key, value]) => {
    const { inline, blob } = toPayload(value, `The edited output of "${key}"`);
    return inline ?? blob;
  });
  const copied = await run<{ key: string }>(sql.forkSteps, [from, id, point.seq, edited.map(([key]) => key), outputs]);
  const before = new Set(copied.map(({ key }) => key));
  const late = edited.find(([key]) => !before.has(key));
  if (!late) return;
  throw new Refusal('STEP_NOT_FOUND', `"${late[0]}" is no step before "${stepKey}".`, 'Edit outputs of earlier steps.');
}

async function copyChildren(
  run: Run,
  { from, id, root, before }: { from: RunId; id: RunId; root: RunId; before: number },
): Promise<void> {
  const children = await run<{ id: string; fan_scope: string; child_name: string }>(sql.childrenToCopy, [from, before]);
  if (children.length === 0) return;
  const copies = children.map((child) => childRunId(id, child.fan_scope, child.child_name));
  await run(sql.copyChildren, [children.map((child) => child.id), copies, id, root]);
}
