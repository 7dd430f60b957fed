import { owedPages } from '../../archive/index.js';
import type { PhaseContext } from '../phase.js';
import { recordFindings } from '../record-findings.js';
import { NOT_READ_TYPES, notReadFindings, notReadWarnings, type FailedSource } from './not-read.js';
import type { UnreadPage } from './scrape-input.js';

/** Urls that an event names; the rest is counted. */
const URLS_TOLD = 20;

/**
 * Tells what could not be read, as an event and as findings, which are resolved when it has been read. Returns the warnings
 * that the run ends with.
 */
export async function tellNotRead(
  context: PhaseContext,
  readings: readonly { readonly sourceId: string; readonly unread: readonly UnreadPage[] }[],
  failed: readonly FailedSource[],
): Promise<string[]> {
  const { durable, region, services } = context;
  const unread = readings.flatMap((reading) => reading.unread.map((page) => ({ ...page, sourceId: reading.sourceId })));
  if (unread.length > 0)
    await durable.event('pages_not_read', {
      pages: unread.length,
      sources: new Set(unread.map(({ sourceId }) => sourceId)).size,
      examples: unread.slice(0, URLS_TOLD).map(({ url, because, reason }) => ({ url, because, reason })),
    });
  const owed = await durable.tx('pages still owed', (client) => owedPages(client, region.slug));
  const found = await durable.step('what was not read', async () =>
    notReadFindings(region, owed, await services.sources.all(region.slug, { active: true })),
  );
  await recordFindings(context, 'findings on reading', NOT_READ_TYPES, found);
  for (const { severity, targetLabel, description } of found)
    await durable.event('alert', { severity, target: targetLabel, description });
  return notReadWarnings(unread, failed);
}
