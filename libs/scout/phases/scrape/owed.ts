import type { Source } from '#graph';
import type { OwedPage } from '../../archive/index.js';
import { canonicalKey, mayBeAsked } from '../../domain/index.js';

/** Runs in a row that try an owed page of their own accord; after that it waits for its source's turn. */
const MOST_TRIES = 5;

export interface OwedReading {
  /** Sources to read whatever their cadence says, because a page of theirs was not read. */
  readonly sourceIds: ReadonlySet<string>;
  /** Pages to read for a query that found them, by the query's id. */
  readonly pagesOfQueries: ReadonlyMap<string, readonly string[]>;
}

/**
 * Who reads the pages that earlier runs owe: the page's own source where it has one, else the source that took it; the pages
 * of a query are read without asking it again. Sources that said "later" or keep failing are left until they may be asked.
 */
export function owedReading(owed: readonly OwedPage[], sources: readonly Source[], now: Date): OwedReading {
  const active = sources.filter((source) => source.active);
  const byKey = new Map(active.map((source) => [source.canonicalKey, source]));
  const byId = new Map(sources.map((source) => [source.id, source]));
  const sourceIds = new Set<string>();
  const pagesOfQueries = new Map<string, string[]>();
  for (const { url, sourceId, tries } of owed) {
    if (tries >= MOST_TRIES) continue;
    const source = byKey.get(canonicalKey(url)) ?? byId.get(sourceId);
    if (source === undefined) continue;
    if (source.kind === 'query') pagesOfQueries.set(source.id, [...(pagesOfQueries.get(source.id) ?? []), url]);
    else if (mayBeAsked(source, now)) sourceIds.add(source.id);
  }
  return { sourceIds, pagesOfQueries };
}
