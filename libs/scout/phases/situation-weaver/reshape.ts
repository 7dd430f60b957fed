import type { Signal } from '#graph';
import { narrativeCentroid, withoutPrivatePii } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';
import { extractiveDispatch } from './extractive-dispatch.js';
import type { WeavePlan } from './plan-answer.js';

/** Situations near a story that are looked at for the one it is said to be. */
const NEAR = 12;
/** How sure it is that a signal belongs where a split moves it: the model gives no figure of its own. */
const SPLIT_CONFIDENCE = 0.7;

/** Two situations that are one: the older survives. */
export type Merge = {
  readonly survivor: string;
  readonly duplicate: string;
  readonly reasoning: string;
  /** What the duplicate brings, in its signals' own words. */
  readonly body: string;
};

/** The centroid of signals' vectors; null when none has one. */
export async function storyOf({ services, now }: PhaseContext, signals: readonly Signal[]): Promise<number[] | null> {
  const vectors = await services.signals.embeddingsOf(signals.map(({ id }) => id));
  const embedded = signals.flatMap((signal) => {
    const embedding = vectors.get(signal.id);
    return embedding === undefined ? [] : [{ ...signal, embedding }];
  });
  return narrativeCentroid(embedded, now);
}

/**
 * Which of the proposed merges are made: a model may be mistaken, or talked into it by what it reads, so the story of the younger must be as
 * near to the older as that of a new signal would have to be. Decided once, before anything is changed.
 */
export async function mergesToMake(context: PhaseContext, name: string, plan: WeavePlan): Promise<Merge[]> {
  const { durable, region, services } = context;
  if (plan.merges.length === 0) return [];
  return durable.step(`${name}: merges to make`, async () => {
    const made: Merge[] = [];
    for (const { pair, reasoning } of plan.merges) {
      const [older, younger] = (await services.situations.getMany(pair)).toSorted(
        (a, b) => a.firstSeen.localeCompare(b.firstSeen) || a.id.localeCompare(b.id),
      );
      if (older === undefined || younger === undefined) continue;
      const signals = (await services.situations.members(younger.id)).map(({ signal }) => signal);
      const story = await storyOf(context, signals);
      if (story === null) continue;
      const minCosine = services.embedding.thresholds.situation;
      const near = await services.situations.candidates(region.slug, story, { k: NEAR, minCosine });
      if (near.some(({ situation }) => situation.id === older.id))
        made.push({ survivor: older.id, duplicate: younger.id, reasoning, body: extractiveDispatch(signals) });
    }
    return made;
  });
}

/** Merges them; returns how many. */
export async function merge({ services }: PhaseContext, merges: readonly Merge[]): Promise<number> {
  for (const { survivor, duplicate, reasoning } of merges)
    await services.situations.merge(survivor, duplicate, reasoning);
  return merges.length;
}

/** Moves members to the situations opened for them; returns how many situations were split. */
export async function split(
  { services }: PhaseContext,
  splits: WeavePlan['splits'],
  idOf: (key: string) => string,
): Promise<number> {
  // One whose cause is known as that of the situation itself is none.
  const apart = splits.filter(({ from, key }) => idOf(key) !== from);
  for (const { from, key, signalIds, reasoning } of apart) {
    const moved = signalIds.map((signalId) => ({
      signalId,
      situationId: idOf(key),
      confidence: SPLIT_CONFIDENCE,
      reasoning,
    }));
    await services.situations.assign(moved);
    await services.situations.unassign(signalIds.map((signalId) => ({ signalId, situationId: from })));
  }
  return apart.length;
}

/** Puts better words in place of what was known; `causeOf`: the vector of a situation's new cause, if there is one. */
export async function improve(
  { services }: PhaseContext,
  state: WeavePlan['state'],
  idOf: (key: string) => string,
  causeOf: (situation: string) => number[] | undefined,
): Promise<void> {
  for (const { situation, lede, thesis } of state) {
    const known = await services.situations.get(idOf(situation));
    if (known === null) continue;
    await services.situations.updateDerived(known.id, {
      ...(lede === null ? {} : { lede: withoutPrivatePii(lede) }),
      ...(thesis === null ? {} : { structuredState: { ...known.structuredState, root_cause_thesis: thesis } }),
      causalEmbedding: causeOf(situation),
    });
  }
}

/** What nobody told of merges and splits, in the signals' own words. */
export async function untold(
  { services }: PhaseContext,
  plan: WeavePlan,
  merges: readonly Merge[],
  idOf: (key: string) => string,
): Promise<WeavePlan['dispatches']> {
  const told = (id: string, type: string): boolean =>
    plan.dispatches.some((dispatch) => dispatch.type === type && idOf(dispatch.situation) === id);
  const joined = merges
    .filter(({ survivor }) => !told(survivor, 'merge'))
    .map(({ survivor, body }) => ({ situation: survivor, type: 'merge' as const, body }));
  const parted = [];
  for (const { from, key, signalIds } of plan.splits) {
    if (idOf(key) === from || plan.dispatches.some(({ situation }) => situation === key)) continue;
    const body = extractiveDispatch(await services.signals.getMany(signalIds));
    parted.push({ situation: key, type: 'split' as const, body });
  }
  return [...joined, ...parted];
}
