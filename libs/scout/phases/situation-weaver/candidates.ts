import type { Signal } from '#graph';
import { itemBlock, regionBlock } from '../../prompts/data-blocks.js';
import type { PhaseContext } from '../phase.js';
import type { ShownMembers } from './plan-answer.js';
import { lowestCosine, selectCandidates } from './select-candidates.js';

/** More than the five that are kept, so that the stricter rules still find five. */
const ASKED_FOR = 12;
/** Nearest neighbours of a signal whose situations count. */
const KIN_LOOKED_AT = 5;
/** Newest members of a situation that the model is shown, so that it can tell what does not belong. */
const MEMBERS_SHOWN = 8;
/** Situations added by kin for one batch. */
const MOST_BY_KIN = 5;

export type PreparedBatch = {
  readonly signalIds: readonly string[];
  /** Situations given to the model. */
  readonly given: readonly string[];
  /** Of each, the members it was shown. */
  readonly shown: ShownMembers;
  readonly question: string;
};

/** Situations of what a signal responds to, is answered by, or resembles: its own kin says more about its cause than a centroid does. */
async function situationsOfKin({ services }: PhaseContext, ids: readonly string[]): Promise<string[]> {
  const [answers, answered, alike] = await Promise.all([
    services.signals.respondsTo(ids),
    services.signals.responsesOf(ids),
    services.similarity.neighboursOf(ids),
  ]);
  const kin = [
    ...[...answers.values(), ...answered.values()].flat().map(({ signal }) => signal.id),
    ...[...alike.values()].flatMap((neighbours) => neighbours.slice(0, KIN_LOOKED_AT).map(({ id }) => id)),
  ];
  const memberships = await services.signals.situationsOf([...new Set(kin)]);
  const counts = new Map<string, number>();
  for (const { situation } of [...memberships.values()].flat()) {
    if (situation.arc !== 'cold') counts.set(situation.id, (counts.get(situation.id) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([id]) => id);
}

/** Situations near any signal of a batch: by vector, and by kin; `only`: of these. */
async function candidateIds(
  context: PhaseContext,
  signals: readonly Signal[],
  only: ReadonlySet<string> | null,
): Promise<string[]> {
  const { region, services } = context;
  const threshold = services.embedding.thresholds.situation;
  const signalIds = signals.map(({ id }) => id);
  const vectors = await services.signals.embeddingsOf(signalIds);
  const ids = new Set<string>();
  for (const { id, causeHeat } of signals) {
    const vector = vectors.get(id);
    if (vector === undefined) continue;
    const found = await services.situations.candidates(region.slug, vector, {
      k: ASKED_FOR,
      minCosine: lowestCosine(threshold, causeHeat),
    });
    const candidates = found.map(({ situation, cosine, via }) => ({
      id: situation.id,
      arc: situation.arc,
      cosine,
      via,
    }));
    for (const candidate of selectCandidates(candidates, causeHeat, threshold)) ids.add(candidate.id);
  }
  for (const id of (await situationsOfKin(context, signalIds)).slice(0, MOST_BY_KIN)) ids.add(id);
  return [...ids].filter((id) => only === null || only.has(id));
}

/** What the model is asked about a batch: candidates with what is known of them, then the signals with their own words. */
export async function prepareBatch(
  context: PhaseContext,
  name: string,
  signalIds: readonly string[],
  only: ReadonlySet<string> | null = null,
): Promise<PreparedBatch> {
  const { durable, region, services } = context;
  return durable.step<PreparedBatch>(name, async () => {
    const signals = await services.signals.getMany(signalIds);
    const evidence = await services.signals.evidenceOf(signals.map(({ id }) => id));
    const situations = await services.situations.getMany(await candidateIds(context, signals, only));
    const members = await services.situations.membersOf(situations.map(({ id }) => id));
    const shown = situations.map(({ id }) =>
      (members.get(id) ?? []).slice(0, MEMBERS_SHOWN).map(({ signal }) => signal),
    );
    const known = situations.map(({ id, headline, lede }, index) => {
      const lines = (shown[index] ?? []).map((signal) => `[signal:${signal.id}] ${signal.title}`);
      return itemBlock({ role: 'situation', id, text: [headline, lede, ...lines].join('\n') });
    });
    const batch = signals.map((signal) => {
      const quote = evidence.get(signal.id)?.[0]?.quote;
      const text = [signal.title, signal.summary, ...(quote === undefined ? [] : [`Quote: ${quote}`])].join('\n');
      return itemBlock({ role: 'signal', id: signal.id, type: signal.type, url: signal.sourceUrl, text });
    });
    return {
      signalIds: signals.map(({ id }) => id),
      given: situations.map(({ id }) => id),
      shown: Object.fromEntries(
        situations.map(({ id }, index) => [id, (shown[index] ?? []).map((signal) => signal.id)]),
      ),
      question: [regionBlock(region), ...known, ...batch].join('\n'),
    };
  });
}
