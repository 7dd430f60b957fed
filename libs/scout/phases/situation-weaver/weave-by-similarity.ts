import type { Signal } from '#graph';
import type { PhaseContext } from '../phase.js';
import type { Applied } from './apply-plan.js';
import { applyPlan } from './apply-plan.js';
import { communities } from './batches.js';
import { extractiveDispatch } from './extractive-dispatch.js';
import { matchByOverlap } from './match-by-overlap.js';
import type { WeavePlan } from './plan-answer.js';
import type { Woven } from './woven.js';
import { add, nothingWoven } from './woven.js';

const LEAST_MEMBERS = 2;

type Group = {
  readonly members: readonly Signal[];
  readonly fresh: readonly string[];
  readonly situation: string | null;
};

/** The signal that names a group: its hottest tension, else its hottest signal. */
export function namingSignal<T extends Pick<Signal, 'id' | 'type' | 'title' | 'causeHeat'>>(
  signals: readonly T[],
): T | undefined {
  return signals.toSorted(
    (a, b) =>
      Number(b.type === 'tension') - Number(a.type === 'tension') ||
      b.causeHeat - a.causeHeat ||
      a.title.localeCompare(b.title) ||
      a.id.localeCompare(b.id),
  )[0];
}

async function groups(context: PhaseContext): Promise<Group[]> {
  const { durable, region, services } = context;
  return durable.step('communities of signals', async () => {
    const ids = (await services.signals.listForEmbeddingGraph(region.slug)).map(({ id }) => id);
    const edges = await services.similarity.edges(region.slug, services.embedding.thresholds.situation);
    const known = await services.situations.memberIds(region.slug);
    const found = communities(ids, edges, region.slug).filter((group) => group.length >= LEAST_MEMBERS);
    const matches = matchByOverlap(found, known);
    const rows: Group[] = [];
    for (const [index, group] of found.entries()) {
      const situation = matches[index] ?? null;
      const members = new Set(situation === null ? [] : known.get(situation));
      const fresh = group.filter((id) => !members.has(id));
      if (fresh.length > 0) rows.push({ members: await services.signals.getMany(group), fresh, situation });
    }
    return rows;
  });
}

function planOf({ members, fresh, situation }: Group): WeavePlan {
  const named = namingSignal(members);
  const target = situation ?? 'new';
  const added = members.filter(({ id }) => fresh.includes(id));
  return {
    open:
      situation === null && named !== undefined
        ? [{ key: 'new', headline: named.title, lede: named.summary, thesis: '' }]
        : [],
    assign: fresh.map((signalId) => ({
      signalId,
      situation: target,
      confidence: 0.5,
      reasoning: 'Alike in wording; not judged.',
    })),
    dispatches: [
      { situation: target, type: situation === null ? 'emergence' : 'update', body: extractiveDispatch(added) },
    ],
    nowhere: [],
    merges: [],
    splits: [],
    state: [],
  };
}

/** Without a model: communities of similar signals are situations, told in the signals' own titles. */
export async function weaveBySimilarity(context: PhaseContext): Promise<Woven> {
  let woven = nothingWoven;
  for (const [index, group] of (await groups(context)).entries()) {
    const applied: Applied = await applyPlan(context, `weave: community ${String(index + 1)}`, planOf(group));
    woven = add(woven, applied);
  }
  return { ...woven, skipped: ['weaving: no key for the model, communities of similar signals'] };
}
