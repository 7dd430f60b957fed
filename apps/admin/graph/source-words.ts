import type { SourcesQuery } from '../generated/graphql';

type Source = SourcesQuery['sources']['edges'][number]['node'];

/** What a source is read for. */
export function looksFor({ role }: Pick<Source, 'role'>): string {
  return LOOKS_FOR[role];
}

const LOOKS_FOR: Readonly<Record<Source['role'], string>> = {
  TENSION: 'tensions',
  RESPONSE: 'responses',
  MIXED: 'both',
};

/** How often a source was read, and how often in a row it told nothing new: `12× (3 empty)`. */
export function timesRead({
  scrapeCount,
  consecutiveEmptyRuns,
}: Pick<Source, 'scrapeCount' | 'consecutiveEmptyRuns'>): string {
  const empty = consecutiveEmptyRuns > 0 ? ` (${String(consecutiveEmptyRuns)} empty)` : '';
  return `${String(scrapeCount)}×${empty}`;
}

/** What the columns say that a narrow page has no room for: `feed · looks for tensions · weight 0.50 · read 12×`. */
export function factsInLine(
  source: Pick<Source, 'kind' | 'role' | 'weight' | 'scrapeCount' | 'consecutiveEmptyRuns'>,
): string {
  return [
    source.kind.toLowerCase(),
    `looks for ${looksFor(source)}`,
    `weight ${source.weight.toFixed(2)}`,
    `read ${timesRead(source)}`,
  ].join(' · ');
}
