import type { Source, SourceUpdate } from '#graph';
import { deactivationReason, sourceWeight } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';
import type { SourceReading } from './scrape-input.js';

/** Adds what the readings gave to their sources' counts; once per run and source. */
export async function recordReadings(
  { durable, region, now, services }: PhaseContext,
  name: string,
  readings: readonly SourceReading[],
): Promise<void> {
  await durable.step(`${name}: source counts`, () =>
    services.sources.recordScrapes(
      region.slug,
      readings.map((reading) => ({
        id: reading.sourceId,
        succeeded: reading.succeeded,
        unchanged: reading.unchanged,
        signals: reading.created,
        corroborated: reading.corroborated,
        tensions: reading.tensions,
        at: now.toISOString(),
        runId: durable.rootId,
      })),
    ),
  );
}

/** New weights and deactivations of the sources that were read. */
export function sourceUpdates(sources: readonly Source[], now: Date): SourceUpdate[] {
  return sources.flatMap((source) => {
    const reason = deactivationReason(source);
    const weight = sourceWeight(source, now);
    if (reason === null && Math.abs(weight - source.weight) < 0.001) return [];
    return [{ id: source.id, weight, ...(reason === null ? {} : { active: false }) }];
  });
}

/** Weighs the read sources anew and gives up those that give nothing. Returns how many were given up. */
export async function weighSources({ durable, now, services }: PhaseContext, ids: readonly string[]): Promise<number> {
  return durable.step('source weights', async () => {
    const updates = sourceUpdates(await services.sources.getMany(ids), now);
    if (updates.length > 0) await services.sources.update(updates);
    return updates.filter(({ active }) => active === false).length;
  });
}
