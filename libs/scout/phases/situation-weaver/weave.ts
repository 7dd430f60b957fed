import { askLlm, leftOut, type WithoutAnswer } from '../../agents/index.js';
import type { LlmPort } from '../../providers/index.js';
import { brokenOff, eachItem } from '../each-item.js';
import type { PhaseContext } from '../phase.js';
import type { Applied } from './apply-plan.js';
import { applyPlan } from './apply-plan.js';
import { batchesOf, communities } from './batches.js';
import { prepareBatch } from './candidates.js';
import { planAnswer } from './plan-answer.js';
import { WEAVE_SITUATIONS } from './prompts.js';
import type { Woven } from './woven.js';
import { add, nothingWoven } from './woven.js';

const BATCH = 5;
const MAX_SIGNALS = 200;
/** A signal that belonged nowhere is looked at again after this long. */
const LOOK_AGAIN_DAYS = 7;
const MS_PER_DAY = 86_400_000;

/** Signals without a situation, what is alike together. */
async function batchesToWeave(context: PhaseContext): Promise<string[][]> {
  const { durable, region, now, services } = context;
  return durable.step('signals to weave', async () => {
    const since = new Date(now.getTime() - LOOK_AGAIN_DAYS * MS_PER_DAY).toISOString();
    const signals = await services.situations.unassignedSignals(region.slug, MAX_SIGNALS, since);
    const edges = await services.similarity.edges(region.slug, services.embedding.thresholds.similar);
    const groups = communities(
      signals.map(({ id }) => id),
      edges,
      durable.rootId,
    );
    return batchesOf(groups, BATCH);
  });
}

type BatchOutcome = {
  readonly applied: Applied | null;
  readonly nowhere: readonly string[];
  readonly given: readonly string[];
  readonly unanswered: WithoutAnswer | null;
};

async function weaveBatch(
  context: PhaseContext,
  llm: LlmPort,
  name: string,
  ids: readonly string[],
  only: ReadonlySet<string> | null,
): Promise<BatchOutcome> {
  const { signalIds, given, shown, question } = await prepareBatch(context, `${name}: candidates`, ids, only);
  const none = { applied: null, nowhere: [], given };
  if (only !== null && given.length === 0) return { ...none, nowhere: signalIds, unanswered: null };
  const asked = await askLlm(context, llm, { name, task: WEAVE_SITUATIONS, question });
  if (asked.kind === 'none') return { ...none, unanswered: asked.because };
  const plan = planAnswer(asked.answer, signalIds, given, shown);
  return { applied: await applyPlan(context, name, plan), nowhere: plan.nowhere, given, unanswered: null };
}

interface Weaving {
  woven: Woven;
  readonly unanswered: WithoutAnswer[];
  readonly failed: { readonly reason: string }[];
}

/** One after the other; a batch that fails is told and left for the next run, and after the budget ended none is asked about. */
async function weaveInOrder(
  context: PhaseContext,
  weaving: Weaving,
  batches: readonly (readonly string[])[],
  work: (number: number, ids: readonly string[]) => Promise<BatchOutcome>,
): Promise<{ readonly ids: readonly string[]; readonly nowhere: readonly string[]; readonly openedBefore: number }[]> {
  const numbered = batches.map((ids, index) => ({ ids, number: index + 1 }));
  const name = ({ number }: { number: number }): string => `batch ${String(number)}`;
  const { done, failed } = await eachItem(context.durable, numbered, { atOnce: 1, name }, async ({ ids, number }) => {
    if (weaving.unanswered.includes('budget')) return { ids, nowhere: [], openedBefore: 0 };
    const outcome = await work(number, ids);
    if (outcome.unanswered !== null) weaving.unanswered.push(outcome.unanswered);
    if (outcome.applied !== null) weaving.woven = add(weaving.woven, outcome.applied);
    return { ids, nowhere: outcome.nowhere, openedBefore: weaving.woven.opened.length };
  });
  weaving.failed.push(...failed);
  return done.map(({ value }) => value);
}

/**
 * Weaves batch after batch, in order: what one opens the next can join. Signals that belonged nowhere are shown once more the
 * situations that were opened after them; what is left is not looked at again for a week.
 */
export async function weave(context: PhaseContext, llm: LlmPort): Promise<Woven> {
  const { durable, now, services } = context;
  const weaving: Weaving = { woven: nothingWoven, unanswered: [], failed: [] };
  const first = await weaveInOrder(context, weaving, await batchesToWeave(context), async (number, ids) => {
    await durable.status(`Weaving batch ${String(number)}`);
    return weaveBatch(context, llm, `weave: batch ${String(number)}`, ids, null);
  });
  const opened = weaving.woven.opened;
  const waiting = first.filter(({ openedBefore }) => openedBefore < opened.length).flatMap(({ nowhere }) => nowhere);
  const second = await weaveInOrder(context, weaving, batchesOf([waiting], BATCH), (number, ids) =>
    weaveBatch(context, llm, `weave: second look ${String(number)}`, ids, new Set(opened)),
  );
  const joined = new Set(second.flatMap(({ ids, nowhere }) => ids.filter((id) => !nowhere.includes(id))));
  const nowhere = first.flatMap((batch) => batch.nowhere).filter((id) => !joined.has(id));
  if (weaving.unanswered.length === 0) {
    await durable.step('note what belongs nowhere', () =>
      services.signals.mark(nowhere, { wovenAt: now.toISOString() }),
    );
  }
  return {
    ...weaving.woven,
    skipped: [...leftOut('weaving', weaving.unanswered), ...brokenOff('weaving', weaving.failed)],
  };
}
