import type { Workflow } from '#durable';
import type { ServicesOfRun } from '../phase.js';
import { SCRAPE_SOURCE } from '../registry.js';
import type { ReadingContextOfSource } from './read-document.js';
import { readFeedSource } from './read-feed.js';
import { claim, readPages } from './read-pages.js';
import { readQuery } from './read-query.js';
import { readSocial } from './read-social.js';
import { NOTHING_READ, type ScrapeSourceInput, type SourceReading, type Reading } from './scrape-input.js';

/** Sources that one worker process reads at once. */
export const SOURCES_AT_ONCE = 6;
/**
 * Six share a worker, and wait for each other's hosts: while workers are killed one after the other, most of those that die with one are innocent,
 * and some see several go before they finish a step. One that does end its workers is put aside after so many.
 */
const MAX_CRASHES = 10;

async function readSource(context: ReadingContextOfSource): Promise<Reading> {
  const { source } = context;
  switch (source.kind) {
    case 'query':
      return readQuery(context);
    case 'social':
      return readSocial(context);
    case 'feed':
      return (await claim(context, 'feed to read', [source.value])).length === 0
        ? { ...NOTHING_READ, elsewhere: true }
        : readFeedSource(context);
    case 'page':
    case 'calendar': {
      const mine = await claim(context, 'page to read', [source.value]);
      return mine.length === 0 ? { ...NOTHING_READ, elsewhere: true } : readPages(context, mine);
    }
  }
}

/** The child job of one source: fetch, read, store; each paid call and each write its own journaled step. */
export function scrapeSourceWorkflow(servicesOf: ServicesOfRun): Workflow<ScrapeSourceInput, SourceReading> {
  return {
    name: SCRAPE_SOURCE.workflow,
    queue: SCRAPE_SOURCE.queue,
    concurrency: SOURCES_AT_ONCE,
    maxCrashes: MAX_CRASHES,
    async run(durable, { region, source }) {
      await durable.status(`Reading ${source.value}`);
      const services = servicesOf({ region: region.slug, runId: durable.rootId });
      const reading = await readSource({ durable, region, services, source });
      return { ...reading, sourceId: source.id };
    },
  };
}
