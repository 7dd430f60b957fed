import type { ResponseEdge, Signal } from '#graph';
import type { AgentMemory } from '../../agents/index.js';
import { itemBlock, regionBlock } from '../../prompts/data-blocks.js';
import { storeSignals } from '../../signals/index.js';
import type { PhaseContext } from '../phase.js';
import type { FoundResponse, FoundTension, Sifted } from './found-signals.js';
import { itemText } from './prompts.js';

/** The question an agent starts with: the region and the one signal it is about, with its own words. */
export async function questionAbout(
  context: PhaseContext,
  signal: Signal,
  role: 'signal' | 'tension',
): Promise<string> {
  const { durable, region, services } = context;
  const quote = await durable.step(`quote of ${signal.id}`, async () => {
    const evidence = await services.signals.evidenceOf([signal.id]);
    return evidence.get(signal.id)?.[0]?.quote ?? null;
  });
  const item = itemBlock({
    role,
    id: signal.id,
    type: signal.type,
    url: signal.sourceUrl,
    text: itemText(signal, quote ?? undefined),
  });
  return `${regionBlock(region)}\n${item}`;
}

export interface StoredFinding<T> {
  readonly found: T;
  readonly signalId: string;
}

/** Stores what an agent found through the same dedup as scraped signals, and tells what was dropped and why. */
export async function storeFound<T extends FoundTension | FoundResponse>(
  context: PhaseContext,
  request: { readonly name: string; readonly createdBy: string; readonly sifted: Sifted<T> },
): Promise<{ readonly stored: readonly StoredFinding<T>[]; readonly created: number }> {
  const { name, createdBy, sifted } = request;
  for (const { title, url, reason } of sifted.dropped)
    await context.durable.event('item_rejected', { step: name, title, url, reason });
  const outcome = await storeSignals(context, { name, createdBy, signals: sifted.kept.map(({ signal }) => signal) });
  const stored = outcome.stored.flatMap(({ id, draftIndex }) => {
    const kept = sifted.kept[draftIndex];
    return kept === undefined ? [] : [{ found: kept.found, signalId: id }];
  });
  return { stored, created: outcome.created };
}

/** Whether an agent had any page to answer from: an outage must not count as "nothing there". */
export const couldRead = (memory: AgentMemory): boolean => memory.pagesRead > 0 || memory.failedReads === 0;

export const edge = (
  fromId: string,
  tensionId: string,
  kind: ResponseEdge['kind'],
  { match_strength, explanation }: { match_strength: number; explanation: string },
): ResponseEdge => ({
  fromId,
  tensionId,
  kind,
  explanation,
  matchStrength: Math.max(0, Math.min(1, match_strength)),
  verifiedBy: 'llm',
});
