import { causeHeat } from '../domain/index.js';
import type { PhaseContext } from '../phases/phase.js';

/** Recomputes the cause heat of a region's signals from its stored similarity edges; returns how many have any heat. Free of charge. */
export async function updateCauseHeat(
  { durable, region, services }: Pick<PhaseContext, 'durable' | 'region' | 'services'>,
  name: string,
): Promise<number> {
  return durable.step(name, async () => {
    const signals = await services.signals.listForEmbeddingGraph(region.slug);
    const { heat: minCosine } = services.embedding.thresholds;
    const heats = causeHeat(signals, await services.similarity.edges(region.slug, minCosine), minCosine);
    await services.signals.setCauseHeat([...heats].map(([id, heat]) => ({ id, heat })));
    return [...heats.values()].filter((heat) => heat > 0).length;
  });
}
