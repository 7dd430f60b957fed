import type { Evidence, Review, Signal } from '#graph';
import { askLlm, leftOut, type WithoutAnswer } from '../../agents/index.js';
import { itemBlock, regionBlock } from '../../prompts/data-blocks.js';
import type { LlmPort } from '../../providers/index.js';
import { brokenOff, eachItem } from '../each-item.js';
import type { PhaseContext } from '../phase.js';
import { approved } from './approval.js';
import { REVIEW_SIGNALS } from './prompts.js';
import { ruleVerdict, suspicions } from './review-rules.js';

/** Staged signals of one call (phases.md, 6.3), and of one run. */
const BATCH = 25;
const PER_RUN = 300;
const BATCHES_AT_ONCE = 2;
/** Held signals stay staged with their reason: a person decides, the model is not asked again. */
const STAGED_LOOKED_AT = 2_000;

export interface ReviewOutcome {
  readonly reviewed: number;
  readonly passed: number;
  readonly rejected: number;
  readonly held: number;
  readonly analyses: readonly string[];
  readonly reviews: readonly Review[];
  readonly skipped: readonly string[];
}

type Waiting = { readonly signal: Signal; readonly quotes: readonly string[]; readonly suspect: readonly string[] };
type Sorted = { readonly waiting: readonly Waiting[]; readonly decided: readonly Review[] };

const held = (id: string, reason: string): Review => ({ id, status: 'staged', reason: `held: ${reason}` });

/** Splits staged signals by what rules alone decide and what somebody has to read. */
export function sortByRules(
  signals: readonly Signal[],
  evidence: ReadonlyMap<string, readonly Evidence[]>,
  now: Date,
): Sorted {
  const waiting: Waiting[] = [];
  const decided: Review[] = [];
  for (const signal of signals) {
    const pieces = evidence.get(signal.id) ?? [];
    const verdict = ruleVerdict(signal, pieces, now);
    if (verdict.kind === 'reject') decided.push({ id: signal.id, status: 'rejected', reason: verdict.reason });
    else if (verdict.kind === 'hold') decided.push(held(signal.id, verdict.reason));
    else waiting.push({ signal, quotes: pieces.map(({ quote }) => quote), suspect: suspicions(signal, pieces.length) });
  }
  return { waiting, decided };
}

/** A reviewer's verdicts as review states. A signal without a verdict is held: unknown never passes. */
export function reviewsOf(
  ids: readonly string[],
  verdicts: readonly { signal_id: string; decision: 'pass' | 'reject' | 'hold'; reason: string }[],
): Review[] {
  const byId = new Map(verdicts.map((verdict) => [verdict.signal_id, verdict]));
  return ids.map((id): Review => {
    const verdict = byId.get(id);
    if (verdict === undefined) return held(id, 'the reviewer said nothing');
    if (verdict.decision === 'hold') return held(id, verdict.reason);
    return { id, status: verdict.decision === 'pass' ? 'live' : 'rejected', reason: verdict.reason };
  });
}

type Batch = { readonly ids: readonly string[]; readonly question: string };

function batchesOf({ region }: PhaseContext, waiting: readonly Waiting[]): Batch[] {
  const batches: Batch[] = [];
  for (let start = 0; start < waiting.length; start += BATCH) {
    const part = waiting.slice(start, start + BATCH);
    const items = part.map(({ signal, quotes, suspect }) => {
      const lines = [signal.title, signal.summary, ...quotes.slice(0, 2).map((quote) => `Quote: ${quote}`)];
      const text = [...lines, ...(suspect.length > 0 ? [`Suspect: ${suspect.join('; ')}`] : [])].join('\n');
      return itemBlock({ role: 'signal', id: signal.id, type: signal.type, url: signal.sourceUrl, text });
    });
    batches.push({ ids: part.map(({ signal }) => signal.id), question: [regionBlock(region), ...items].join('\n') });
  }
  return batches;
}

type Prepared = { readonly batches: readonly Batch[]; readonly decided: readonly Review[] };

async function prepare(context: PhaseContext): Promise<Prepared> {
  const { durable, region, services, now } = context;
  return durable.step<Prepared>('staged signals', async () => {
    const staged = await services.signals.staged(region.slug, STAGED_LOOKED_AT);
    const fresh = staged.filter(({ reviewReason }) => reviewReason === null).slice(0, PER_RUN);
    const { waiting, decided } = sortByRules(fresh, await services.signals.evidenceOf(fresh.map(({ id }) => id)), now);
    return { batches: batchesOf(context, waiting), decided };
  });
}

type BatchReview = {
  readonly reviews: readonly Review[];
  readonly analysis: string | null;
  readonly unanswered: WithoutAnswer | null;
};

async function reviewBatch(
  context: PhaseContext,
  llm: LlmPort | null,
  name: string,
  batch: Batch,
): Promise<BatchReview> {
  if (llm === null) {
    const reviews = batch.ids.map((id): Review => ({
      id,
      status: 'live',
      reason: 'passed the rules; read by no model',
    }));
    return { reviews, analysis: null, unanswered: null };
  }
  const asked = await askLlm(context, llm, { name, task: REVIEW_SIGNALS, question: batch.question });
  // Without an answer they stay staged and unread: the next run asks again.
  if (asked.kind === 'none') return { reviews: [], analysis: null, unanswered: asked.because };
  const { verdicts, analysis } = asked.answer;
  const told =
    analysis === null
      ? null
      : `${analysis.pattern} Suspected step: ${analysis.suspected_step}. Cause: ${analysis.cause} Fix: ${analysis.fix}`;
  return { reviews: reviewsOf(batch.ids, verdicts), analysis: told, unanswered: null };
}

/** Reviews what is staged: rules first, then the model, then people where the region wants that. Passed goes live; rejected and held keep their reason. */
export async function reviewStaged(context: PhaseContext): Promise<ReviewOutcome> {
  const { durable, services } = context;
  const { batches, decided } = await prepare(context);
  const named = batches.map((batch, index) => ({ batch, name: `review: batch ${String(index + 1)}` }));
  const { done, failed } = await eachItem(
    durable,
    named,
    { atOnce: BATCHES_AT_ONCE, name: ({ name }) => name },
    ({ batch, name }) => reviewBatch(context, services.llm, name, batch),
  );
  const found = await approved(context, [...decided, ...done.flatMap(({ value }) => value.reviews)]);
  // Of the others somebody else has decided meanwhile: what this review found of them is no news.
  const written = await durable.step<readonly string[] | number>('write reviews', () =>
    services.signals.reviewStaged(found),
  );
  // Journals of earlier versions hold how many they were.
  const reviews = typeof written === 'number' ? found : found.filter(({ id }) => written.includes(id));
  const count = (status: Review['status']): number => reviews.filter((review) => review.status === status).length;
  for (const { id, status, reason } of reviews) {
    if (status === 'rejected') await durable.event('signal_rejected', { id, reason });
  }
  return {
    reviewed: reviews.length,
    passed: count('live'),
    rejected: count('rejected'),
    held: count('staged'),
    analyses: done.flatMap(({ value }) => value.analysis ?? []),
    reviews,
    skipped: [
      ...brokenOff('review', failed),
      ...(services.llm === null ? ['review: no key for the model, by rules'] : []),
      ...leftOut(
        'review',
        done.map(({ value }) => value.unanswered),
      ),
    ],
  };
}
