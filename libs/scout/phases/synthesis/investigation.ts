import type { NewEvidence, Signal } from '#graph';
import { askLlm, nobodyLooked, type WithoutAnswer } from '../../agents/index.js';
import { canonicalUrl, withEvidence } from '../../domain/index.js';
import { documentBlock } from '../../prompts/data-blocks.js';
import type { LlmPort, SearchPort } from '../../providers/index.js';
import { archivedText, readPage } from '../../reading/index.js';
import type { ReadPage } from '../../reading/index.js';
import { eachItem } from '../each-item.js';
import type { PhaseContext } from '../phase.js';
import { evidenceFor } from './found-signals.js';
import { investigationQueries, onePerHost, otherVoices } from './investigation-queries.js';
import { share } from './match-strength.js';
import { INVESTIGATE } from './prompts.js';
import { questionAbout } from './store-found.js';
import { DEFER_DAYS, deferred, LIMITS } from './targets.js';
import type { TaskResult } from './task-result.js';
import { nothing, totalsOf } from './task-result.js';

const TARGETS_AT_ONCE = 2;
const RESULTS_PER_QUERY = 5;
const PAGES_PER_SIGNAL = 3;
const PAGE_CHARS = 6_000;
const LEAST_CONFIDENCE = 0.5;

interface Ports {
  readonly llm: LlmPort;
  readonly search: SearchPort;
}
type Target = { readonly signal: Signal; readonly queries: readonly string[]; readonly ownUrls: readonly string[] };

/** Shares the run's queries out: targets in order, each at most its three. */
export function withinQueryLimit<T extends { readonly queries: readonly string[] }>(
  targets: readonly T[],
  limit: number,
): T[] {
  let left = limit;
  return targets.flatMap((target) => {
    const queries = target.queries.slice(0, left);
    left -= queries.length;
    return queries.length === 0 ? [] : [{ ...target, queries }];
  });
}

async function searchAll(context: PhaseContext, search: SearchPort, target: Target): Promise<string[] | null> {
  const { durable, region, services } = context;
  const urls: string[] = [];
  for (const query of target.queries) {
    const found = await services.paid.run(
      durable,
      `investigate: ${target.signal.id}: search ${query}`,
      { region: region.slug, estimateMicroUsd: search.costPerCallMicroUsd, input: { query } },
      async (call, asked) => {
        const { value, ...metered } = await search.search(asked.query, { count: RESULTS_PER_QUERY }, call);
        return { ...metered, value: value.map(({ url }) => url) };
      },
    );
    if (found.kind === 'skipped') return null;
    urls.push(...found.value.flatMap((url) => canonicalUrl(url) ?? []));
  }
  return urls;
}

/** Evidence that a model saw in pages, each piece with its quote where it says it is. */
async function judge(
  context: PhaseContext,
  llm: LlmPort,
  signal: Signal,
  pages: readonly ReadPage[],
): Promise<readonly NewEvidence[] | WithoutAnswer> {
  const texts = await Promise.all(pages.map((page) => archivedText(context, page.archiveId)));
  const documents = pages.map((page, index) =>
    documentBlock({
      index,
      url: page.finalUrl,
      text: (texts[index] ?? '').slice(0, PAGE_CHARS),
      fetchedOn: page.retrievedAt,
    }),
  );
  const question = [await questionAbout(context, signal, 'signal'), ...documents].join('\n');
  const asked = await askLlm(context, llm, { name: `investigate: ${signal.id}: judge`, task: INVESTIGATE, question });
  if (asked.kind === 'none') return nobodyLooked(asked.because) ? asked.because : [];
  return asked.answer.evidence.flatMap((piece) => {
    const page = pages[piece.document_index];
    const confidence = share(piece.confidence);
    if (page === undefined || confidence < LEAST_CONFIDENCE || piece.relevance === 'original') return [];
    const evidence = evidenceFor(page, texts[piece.document_index] ?? '', piece.quote, confidence);
    return evidence === null ? [] : [{ ...evidence, relevance: piece.relevance }];
  });
}

/** Adds a piece unless its page is evidence already. The confidence follows from all pieces, so that the caps hold across runs. */
export async function addNewEvidence(
  signals: PhaseContext['services']['signals'],
  signalId: string,
  piece: NewEvidence,
): Promise<boolean> {
  // Read again: the signal may have been merged.
  const current = await signals.get(signalId);
  const base = current === null ? null : await signals.baseConfidence(current.id);
  if (current === null || base === null) return false;
  const known = (await signals.evidenceOf([current.id])).get(current.id) ?? [];
  if (known.some(({ sourceUrl }) => sourceUrl === piece.sourceUrl)) return false;
  await signals.addEvidence(current.id, piece, withEvidence(base, [...known, piece]));
  return true;
}

async function investigate(context: PhaseContext, { llm, search }: Ports, target: Target): Promise<TaskResult> {
  const { durable, now, services } = context;
  const { signal, ownUrls } = target;
  const urls = await searchAll(context, search, target);
  if (urls === null) return { ...nothing, unanswered: ['budget'] };
  const pages: ReadPage[] = [];
  for (const url of otherVoices(urls, ownUrls, PAGES_PER_SIGNAL)) {
    const page = await readPage(context, `investigate: ${signal.id}: read ${url}`, url);
    if (page.kind === 'read') pages.push(page);
  }
  const evidence = pages.length === 0 ? [] : await judge(context, llm, signal, pages);
  if (typeof evidence === 'string') return { ...nothing, unanswered: [evidence] };
  const added = await durable.step(`investigate: ${signal.id}: note`, async () => {
    let count = 0;
    for (const piece of evidence) if (await addNewEvidence(services.signals, signal.id, piece)) count += 1;
    await services.signals.mark([signal.id], { investigatedAt: now.toISOString() });
    return count;
  });
  for (const { relevance, sourceUrl } of evidence) {
    await durable.event('evidence_found', { signalId: signal.id, relevance, url: sourceUrl });
  }
  return { ...nothing, targets: 1, evidence: added };
}

/** What is asked about signals, and whose voices are known already. */
async function targetsFor({ region, services }: PhaseContext, signals: readonly Signal[]): Promise<Target[]> {
  const evidence = await services.signals.evidenceOf(signals.map(({ id }) => id));
  return signals.map((signal) => ({
    signal,
    queries: investigationQueries(signal, region),
    ownUrls: [signal.sourceUrl, ...(evidence.get(signal.id) ?? []).map(({ sourceUrl }) => sourceUrl)],
  }));
}

/** Looks for other voices on one signal, due or not. */
export async function investigateOne(context: PhaseContext, ports: Ports, signal: Signal): Promise<TaskResult> {
  const targets = await context.durable.step('investigation target', () => targetsFor(context, [signal]));
  return totalsOf('investigation', await Promise.all(targets.map((target) => investigate(context, ports, target))));
}

/** Looks for other voices on signals that one voice alone told: new tensions, urgent needs, thin situations. */
export async function investigateSignals(context: PhaseContext, ports: Ports): Promise<TaskResult> {
  const { durable, region, now, services } = context;
  const targets = await durable.step('investigation targets', async () => {
    const due = await services.signals.investigationTargets(region.slug, now, LIMITS.backlog);
    const chosen = onePerHost(due, LIMITS.investigations);
    const later = due.filter((signal) => !chosen.includes(signal)).map(({ id }) => id);
    await services.signals.mark(later, { investigationDueAt: deferred(now, DEFER_DAYS) });
    return withinQueryLimit(await targetsFor(context, chosen), LIMITS.queriesPerRun);
  });
  const { done, failed } = await eachItem(
    durable,
    targets,
    { atOnce: TARGETS_AT_ONCE, name: ({ signal }) => signal.title },
    (target) => investigate(context, ports, target),
  );
  return totalsOf(
    'investigation',
    done.map(({ value }) => value),
    failed,
  );
}
