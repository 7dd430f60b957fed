import { askLlm } from '../../agents/index.js';
import type { LlmPort } from '../../providers/index.js';
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
  readonly budgetEnded: boolean;
};

async function weaveBatch(
  context: PhaseContext,
  llm: LlmPort,
  name: string,
  ids: readonly string[],
  only: ReadonlySet<string> | null,
): Promise<BatchOutcome> {
  const { signalIds, given, question } = await prepareBatch(context, `${name}: candidates`, ids, only);
  const none = { applied: null, nowhere: [], given };
  if (only !== null && given.length === 0) return { ...none, budgetEnded: false };
  const asked = await askLlm(context, llm, { name, task: WEAVE_SITUATIONS, question });
  if (asked.kind === 'none') return { ...none, budgetEnded: asked.because === 'budget' };
  const plan = planAnswer(asked.answer, signalIds, given);
  return { applied: await applyPlan(context, name, plan), nowhere: plan.nowhere, given, budgetEnded: false };
}

/**
 * Weaves batch after batch, in order: what one opens the next can join. Signals that belonged nowhere are shown once more the
 * situations that were opened after them; what is left is not looked at again for a week.
 */
export async function weave(context: PhaseContext, llm: LlmPort): Promise<Woven> {
  const { durable, now, services } = context;
  const batches = await batchesToWeave(context);
  let woven = nothingWoven;
  const leftOver: { readonly ids: readonly string[]; readonly openedBefore: number }[] = [];
  for (const [index, ids] of batches.entries()) {
    await durable.status(`Weaving batch ${String(index + 1)} of ${String(batches.length)}`);
    const outcome = await weaveBatch(context, llm, `weave: batch ${String(index + 1)}`, ids, null);
    if (outcome.applied !== null) woven = add(woven, outcome.applied);
    if (outcome.budgetEnded) return { ...woven, skipped: ['weaving: budget'] };
    leftOver.push({ ids: outcome.nowhere, openedBefore: woven.opened.length });
  }
  const waiting = leftOver
    .filter(({ ids, openedBefore }) => ids.length > 0 && openedBefore < woven.opened.length)
    .flatMap(({ ids }) => ids);
  const nowhere = new Set(leftOver.flatMap(({ ids }) => ids));
  for (const [index, ids] of batchesOf([waiting], BATCH).entries()) {
    const outcome = await weaveBatch(
      context,
      llm,
      `weave: second look ${String(index + 1)}`,
      ids,
      new Set(woven.opened),
    );
    if (outcome.budgetEnded) return { ...woven, skipped: ['weaving: budget'] };
    if (outcome.applied === null) continue;
    woven = add(woven, outcome.applied);
    for (const id of ids) if (!outcome.nowhere.includes(id)) nowhere.delete(id);
  }
  await durable.step('note what belongs nowhere', () =>
    services.signals.mark([...nowhere], { wovenAt: now.toISOString() }),
  );
  return woven;
}
