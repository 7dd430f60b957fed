import type { Signal } from '#graph';
import { itemBlock, regionBlock } from '../../prompts/data-blocks.js';
import type { PhaseContext } from '../phase.js';
import { lowestCosine, selectCandidates } from './select-candidates.js';

/** More than the five that are kept, so that the stricter rules still find five. */
const ASKED_FOR = 12;

export type PreparedBatch = {
  readonly signalIds: readonly string[];
  /** Situations given to the model. */
  readonly given: readonly string[];
  readonly question: string;
};

/** Situations near any signal of a batch; `only`: of these. */
async function candidateIds(
  context: PhaseContext,
  signals: readonly Signal[],
  only: ReadonlySet<string> | null,
): Promise<string[]> {
  const { region, services } = context;
  const threshold = services.embedding.thresholds.situation;
  const vectors = await services.signals.embeddingsOf(signals.map(({ id }) => id));
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
    for (const candidate of selectCandidates(candidates, causeHeat, threshold)) {
      if (only === null || only.has(candidate.id)) ids.add(candidate.id);
    }
  }
  return [...ids];
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
    const known = situations.map(({ id, headline, lede }) =>
      itemBlock({ role: 'situation', id, text: `${headline}\n${lede}` }),
    );
    const batch = signals.map((signal) => {
      const quote = evidence.get(signal.id)?.[0]?.quote;
      const text = [signal.title, signal.summary, ...(quote === undefined ? [] : [`Quote: ${quote}`])].join('\n');
      return itemBlock({ role: 'signal', id: signal.id, type: signal.type, url: signal.sourceUrl, text });
    });
    return {
      signalIds: signals.map(({ id }) => id),
      given: situations.map(({ id }) => id),
      question: [regionBlock(region), ...known, ...batch].join('\n'),
    };
  });
}
