import type { ReadingContextOfSource } from './read-document.js';
import { claim, readPages } from './read-pages.js';
import { NOTHING_READ, type Reading } from './scrape-input.js';

const RESULTS_PER_QUERY = 10;

const notAsked = (query: string, reason: string): Reading => ({
  ...NOTHING_READ,
  unread: [{ url: query, because: 'budget', reason }],
});

/**
 * A query: searched (paid), its results read like pages, with those that an earlier run could not read. Results another source
 * of the run reads are left to it.
 */
export async function readQuery(context: ReadingContextOfSource): Promise<Reading> {
  const { durable, region, services, source } = context;
  const { search } = services;
  if (search === null) return { ...NOTHING_READ, skipped: ['query: no key for search'] };
  let urls = [...source.owedPages];
  if (source.ask) {
    const searched = await services.paid.run(
      durable,
      `search: ${source.value}`,
      { region: region.slug, estimateMicroUsd: search.costPerCallMicroUsd, input: { query: source.value } },
      (call, asked) => search.search(asked.query, { count: RESULTS_PER_QUERY }, call),
    );
    if (searched.kind === 'skipped') return notAsked(source.value, 'search: the budget is used up');
    urls = [...searched.value.map(({ url }) => url), ...urls];
  }
  const mine = await claim(context, 'pages to read', urls);
  await durable.event('query_searched', {
    query: source.value,
    results: urls.length,
    toRead: mine.length,
    sourceId: source.id,
  });
  // A query whose results are read elsewhere was still worth asking: it is not an empty run of nothing found.
  return mine.length === 0 ? { ...NOTHING_READ, unchanged: urls.length > 0 } : readPages(context, mine);
}
