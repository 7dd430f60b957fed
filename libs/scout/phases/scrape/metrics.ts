import type { ScrapeRecord, Source, SourceUpdate } from '#graph';
import { claimOutcomes } from '../../archive/index.js';
import { canonicalUrl, deactivationReason, sourceWeight } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';
import type { FailedSource } from './not-read.js';
import { NOTHING_READ, type SourceReading } from './scrape-input.js';

/** Whether a reading says something about its source: not when its page went elsewhere, or when nothing of it was read for our own reasons. */
export function saysSomething(reading: SourceReading): boolean {
  if (reading.elsewhere) return false;
  const { created, corroborated, refreshed, unread, skipped, urlsScraped, succeeded } = reading;
  if (!succeeded || created + corroborated + refreshed > 0) return true;
  if (unread.length === 0) return urlsScraped > 0 || skipped.length === 0;
  const fetchedOnly = unread.filter(({ because }) => because !== 'web' && because !== 'broken').length;
  return urlsScraped > fetchedOnly;
}

/** Adds what the readings gave to their sources' counts, and the failures of those that gave none; once per run and source. */
export async function recordReadings(
  { durable, region, now, services }: PhaseContext,
  name: string,
  readings: readonly SourceReading[],
  failed: readonly FailedSource[] = [],
): Promise<void> {
  const about = { at: now.toISOString(), runId: durable.rootId };
  const read = readings.filter(saysSomething).map((reading): ScrapeRecord => ({
    ...about,
    id: reading.sourceId,
    succeeded: reading.succeeded,
    // What was confirmed, or could not be read to its end, is no empty run.
    unchanged: reading.unchanged || reading.refreshed > 0 || reading.unread.length > 0,
    signals: reading.created,
    corroborated: reading.corroborated,
    tensions: reading.tensions,
    ...(reading.failure === null ? {} : { failure: reading.failure.reason }),
    ...(reading.failure?.retryAt == null ? {} : { retryAt: reading.failure.retryAt }),
  }));
  const broken = failed.map(({ id, reason }): ScrapeRecord => ({
    ...about,
    id,
    succeeded: false,
    signals: 0,
    corroborated: 0,
    tensions: 0,
    failure: reason,
  }));
  const records = [...read, ...broken];
  if (records.length === 0) return;
  await durable.step(`${name}: source counts`, () => services.sources.recordScrapes(region.slug, records));
}

/**
 * Counts the sources whose page another job of the run had taken: read when that reading went to its end, failed when the page
 * can't be read, and not at all when it is owed.
 */
export async function recordElsewhere(
  context: PhaseContext,
  sources: readonly { readonly id: string; readonly value: string }[],
): Promise<void> {
  if (sources.length === 0) return;
  const { durable } = context;
  const urlOf = (value: string): string => canonicalUrl(value) ?? value;
  const ended = await durable.tx('pages read by other sources', (client) =>
    claimOutcomes(
      client,
      durable.rootId,
      sources.map(({ value }) => urlOf(value)),
    ),
  );
  const byUrl = new Map(ended.map((claim) => [claim.url, claim]));
  const readings = sources.flatMap(({ id, value }): SourceReading[] => {
    const claim = byUrl.get(urlOf(value));
    if (claim === undefined || claim.outcome === 'owed') return [];
    if (claim.outcome === 'read') return [{ ...NOTHING_READ, sourceId: id }];
    const failure = { reason: claim.reason ?? 'unreadable', retryAt: null };
    return [{ ...NOTHING_READ, sourceId: id, succeeded: false, unchanged: false, failure }];
  });
  await recordReadings(context, 'read by other sources', readings);
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
