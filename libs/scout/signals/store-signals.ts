import { TerminalError } from '#durable';
import { RegionHeldByOther, type SignalDraft, type StoredSignal } from '#graph';
import type { PhaseContext } from '../phases/phase.js';
import { afterTrouble } from '../agents/without-answer.js';
import { dedupVerdict } from '../domain/index.js';
import { signalText } from './content.js';
import { decodeVector, encodeVector } from './vector-codec.js';

/** A signal with its evidence, ready but for its embedding. */
export type SignalToStore = Omit<SignalDraft, 'embedding' | 'createdBy' | 'runId'>;

export interface StoreRequest {
  /** Names the journaled steps, e.g. `https://city.gov/meetings`; unique within the run. */
  readonly name: string;
  /** Phase and step that made them, e.g. `scrape/extract`. */
  readonly createdBy: string;
  readonly signals: readonly SignalToStore[];
}

export interface StoreOutcome {
  /** In order of the request; `draftIndex` points into it. Incomplete when an embedding was skipped. */
  readonly stored: readonly StoredSignal[];
  readonly created: number;
  readonly corroborated: number;
  readonly refreshed: number;
  /** Why some were not stored: the budget refused the embedding, or its provider was in trouble. */
  readonly skipped: 'budget' | 'failed' | null;
}

/** Embedded and written together: small enough for one journal row, large enough to save round trips. */
export const STORE_BATCH = 8;

/** A region that another run took is not won back by trying again. */
function lostForGood(error: unknown): never {
  if (error instanceof RegionHeldByOther) throw new TerminalError(error.message, 'REGION_LOST', { cause: error });
  throw error;
}

/**
 * The one way in which a found signal reaches the graph: embed (paid, journaled) → dedup verdict and write in one
 * transaction → an event each. The same for scraped signals and for what agents find.
 */
export async function storeSignals(
  { durable, region, services }: Pick<PhaseContext, 'durable' | 'region' | 'services'>,
  { name, createdBy, signals }: StoreRequest,
): Promise<StoreOutcome> {
  const stored: StoredSignal[] = [];
  let skipped: StoreOutcome['skipped'] = null;
  for (let start = 0; start < signals.length; start += STORE_BATCH) {
    const batch = signals.slice(start, start + STORE_BATCH);
    const texts = batch.map(signalText);
    const embedded = await services.paid
      .run(
        durable,
        `embed: ${name}`,
        {
          region: region.slug,
          estimateMicroUsd: services.embedding.estimateMicroUsd(Buffer.byteLength(texts.join(''))),
          input: { texts },
        },
        async (call, asked) => {
          const { value, ...metered } = await services.embedding.embed(asked.texts, 'document', call);
          return { ...metered, value: value.map(encodeVector) };
        },
      )
      .catch(afterTrouble);
    if (embedded.kind !== 'done') {
      skipped = embedded.kind === 'skipped' ? 'budget' : 'failed';
      break;
    }
    const drafts = batch.map((signal, index): SignalDraft => ({
      ...signal,
      embedding: decodeVector(embedded.value[index] ?? ''),
      createdBy,
      runId: durable.rootId,
    }));
    const written = await durable.step(`store: ${name}`, async () => {
      const verdictOf = dedupVerdict(services.embedding.thresholds);
      const results = await services.signals.store(region.slug, drafts, verdictOf).catch(lostForGood);
      for (const { draftIndex, verdict } of results)
        services.observer.stored({ type: drafts[draftIndex]?.type ?? 'unknown', verdict });
      return results;
    });
    for (const result of written) {
      const draft = drafts[result.draftIndex];
      if (draft === undefined) continue;
      await durable.event('signal_stored', {
        id: result.id,
        verdict: result.verdict,
        type: draft.type,
        title: draft.title,
        url: draft.sourceUrl,
      });
      stored.push({ ...result, draftIndex: start + result.draftIndex });
    }
  }
  const count = (verdict: StoredSignal['verdict']): number => stored.filter((one) => one.verdict === verdict).length;
  return {
    stored,
    created: count('create'),
    corroborated: count('corroborate'),
    refreshed: count('refresh'),
    skipped,
  };
}
