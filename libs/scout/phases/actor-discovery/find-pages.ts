import { canonicalUrl, isSharedHost } from '../../domain/index.js';
import { eachItem } from '../each-item.js';
import type { PhaseContext } from '../phase.js';
import { actorSearches } from './searches.js';

const RESULTS_PER_SEARCH = 10;
const MAX_PAGES = 40;

/** First results of all searches before second ones, each page once, no platform pages: they describe their users, not themselves. */
export function pagesToRead(results: readonly (readonly string[])[], limit = MAX_PAGES): string[] {
  const pages = new Set<string>();
  const longest = Math.max(0, ...results.map((urls) => urls.length));
  for (let position = 0; position < longest; position += 1) {
    for (const urls of results) {
      const url = canonicalUrl(urls[position] ?? '');
      if (url !== null && !isSharedHost(url)) pages.add(url);
    }
  }
  return [...pages].slice(0, limit);
}

export interface PagesFound {
  readonly urls: readonly string[];
  readonly skipped: readonly string[];
}

/** Pages that may name the region's actors: by search, or without a search key those of the sources known by now. */
export async function findActorPages(context: PhaseContext): Promise<PagesFound> {
  const { durable, region, services } = context;
  const { search, sources, paid } = services;
  if (search === null) {
    const urls = await durable.step('pages of known sources', async () => {
      const known = await sources.list(region.slug, { active: true, kind: 'page', first: MAX_PAGES });
      return known.items.map(({ canonicalValue }) => canonicalValue);
    });
    return { urls: pagesToRead([urls]), skipped: ['actor searches: no key for search, known pages instead'] };
  }
  const queries = actorSearches(region);
  const { done } = await eachItem(durable, queries, { atOnce: 3, name: (query) => `actor search: ${query}` }, (query) =>
    paid.run(
      durable,
      `actor search: ${query}`,
      { region: region.slug, estimateMicroUsd: search.costPerCallMicroUsd, input: { query } },
      async (call, asked) => {
        const { value, ...metered } = await search.search(asked.query, { count: RESULTS_PER_SEARCH }, call);
        return { ...metered, value: value.map(({ url }) => url) };
      },
    ),
  );
  const found = done.flatMap(({ value }) => (value.kind === 'done' ? [value.value] : []));
  return { urls: pagesToRead(found), skipped: found.length < done.length ? ['actor searches: budget'] : [] };
}
