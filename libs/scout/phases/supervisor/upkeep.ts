import { qualityPenalty } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';
import { beacons } from './beacons.js';
import { mergePairs } from './merge-pairs.js';

const MS_PER_DAY = 86_400_000;
const BEACON_WINDOW_DAYS = 7;
const SIGNALS_PER_PAGE = 500;

/** Merges tensions that are one; the older survives with everything of both, and the merge can be taken back. */
export async function mergeTensions({ durable, region, services }: PhaseContext): Promise<number> {
  return durable.step('merge duplicate tensions', async () => {
    const { duplicateTension } = services.embedding.thresholds;
    const edges = await services.similarity.edges(region.slug, duplicateTension);
    if (edges.length === 0) return 0;
    const ids = [...new Set(edges.flatMap(({ a, b }) => [a, b]))];
    const tensions = (await services.signals.getMany(ids)).filter(({ type }) => type === 'tension');
    let merged = 0;
    for (const { survivorId, duplicateId, cosine } of mergePairs(tensions, edges, duplicateTension)) {
      if (await services.signals.mergeTensions(survivorId, duplicateId, `cosine ${cosine.toFixed(3)}`)) merged += 1;
    }
    return merged;
  });
}

/** Lets open findings against a source's signals weigh on it, and lifts the weight when they are resolved. */
export async function penaliseSources({ durable, region, services }: PhaseContext): Promise<number> {
  return durable.step('source penalties', async () => {
    const open = await services.findings.openCountsBySource(region.slug);
    const sources = await services.sources.all(region.slug);
    const changed = sources
      .map(({ id, qualityPenalty: before }) => ({ id, before, after: qualityPenalty(open.get(id) ?? 0) }))
      .filter(({ before, after }) => Math.abs(before - after) > 1e-9);
    await services.sources.update(changed.map(({ id, after }) => ({ id, qualityPenalty: after })));
    return changed.length;
  });
}

/** Raises a task for each place where much is going on and none was raised yet. */
export async function raiseBeacons({ durable, region, services, now }: PhaseContext): Promise<number> {
  return durable.step('beacons', async () => {
    const since = now.getTime() - BEACON_WINDOW_DAYS * MS_PER_DAY;
    const live = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof services.signals.list>> = await services.signals.list(
        region.slug,
        { reviewStatus: 'live' },
        { first: SIGNALS_PER_PAGE, after },
      );
      live.push(...page.items);
      // Newest first: a page that ends before the window is the last one needed.
      const oldest = page.items.at(-1);
      after =
        page.hasNextPage && oldest !== undefined && new Date(oldest.extractedAt).getTime() >= since
          ? page.endCursor
          : null;
    } while (after !== null);
    return (await services.tasks.upsert(region.slug, beacons(live, region.name, now))).length;
  });
}
