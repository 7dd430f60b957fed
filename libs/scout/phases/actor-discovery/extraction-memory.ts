import type { PoolClient } from 'pg';
import { pageReadings, recordReading } from '../../archive/index.js';
import type { ReadPage } from '../../reading/index.js';
import type { PhaseContext } from '../phase.js';
import { EXTRACT_ACTORS } from './prompts.js';

/** Read for actors is not read for signals: the memory keeps them apart by the address. */
const addressOf = (url: string): string => `actors:${url}`;
const reader = (withModel: boolean): string =>
  withModel ? `${EXTRACT_ACTORS.name} v${String(EXTRACT_ACTORS.version)}` : 'structured actors v1';

/** Pages whose text nobody has looked through for actors yet, or only another reader has. What was read once isn't paid for again. */
export async function pagesNotRead(
  { durable, region, services }: PhaseContext,
  pages: readonly ReadPage[],
): Promise<ReadPage[]> {
  const known = await durable.tx('pages read for actors before', (client: PoolClient) =>
    pageReadings(
      client,
      region.slug,
      pages.map(({ url }) => addressOf(url)),
    ),
  );
  const by = reader(services.llm !== null);
  const read = new Set(known.filter((one) => one.reader === by).map(({ url, contentHash }) => `${url} ${contentHash}`));
  return pages.filter(({ url, contentHash }) => !read.has(`${addressOf(url)} ${contentHash}`));
}

/** Notes that these pages have been looked through. */
export async function notePagesRead(
  { durable, region, services }: PhaseContext,
  pages: readonly ReadPage[],
): Promise<void> {
  await durable.tx('note pages read for actors', async (client: PoolClient) => {
    for (const { url, contentHash } of pages) {
      const by = reader(services.llm !== null);
      await recordReading(client, {
        region: region.slug,
        url: addressOf(url),
        contentHash,
        reader: by,
        runId: durable.rootId,
      });
    }
  });
}
