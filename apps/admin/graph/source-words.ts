import type { SourcesQuery } from '../generated/graphql';

type Source = SourcesQuery['sources']['edges'][number]['node'];

/** How often a source was read, and how often in a row it told nothing new: `12× (3 empty)`. */
export function timesRead({
  scrapeCount,
  consecutiveEmptyRuns,
}: Pick<Source, 'scrapeCount' | 'consecutiveEmptyRuns'>): string {
  const empty = consecutiveEmptyRuns > 0 ? ` (${String(consecutiveEmptyRuns)} empty)` : '';
  return `${String(scrapeCount)}×${empty}`;
}

/** What the columns say that a narrow page has no room for: `feed · looks for tension · weight 0.50 · read 12×`. */
export function factsInLine(
  source: Pick<Source, 'kind' | 'role' | 'weight' | 'scrapeCount' | 'consecutiveEmptyRuns'>,
): string {
  return [
    source.kind.toLowerCase(),
    `looks for ${source.role.toLowerCase()}`,
    `weight ${source.weight.toFixed(2)}`,
    `read ${timesRead(source)}`,
  ].join(' · ');
}
