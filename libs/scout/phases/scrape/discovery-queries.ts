import type { NewSource, Signal } from '#graph';
import { canonicalKey, initialWeight, jaccard, SAME_QUERY_JACCARD } from '../../domain/index.js';

/** Fewer tensions than this and no situation: there is nothing to brief a model on yet. */
export const LEAST_TENSIONS = 3;
export const MAX_DISCOVERY_QUERIES = 12;
export const MAX_EXPANSION_QUERIES = 10;

export interface SuggestedQuery {
  readonly query: string;
  readonly role: NewSource['role'];
  readonly reason: string;
  readonly tensionId: string | null;
}

/** Queries that ask nothing that is known or suggested already (word overlap), at most `limit`. */
export function newQueries<T extends { readonly query: string }>(
  suggested: readonly T[],
  known: readonly string[],
  limit: number,
): T[] {
  const asked = [...known];
  const kept: T[] = [];
  for (const suggestion of suggested) {
    if (kept.length >= limit) break;
    const text = suggestion.query.trim();
    if (text === '' || asked.some((other) => jaccard(other, text) > SAME_QUERY_JACCARD)) continue;
    asked.push(text);
    kept.push(suggestion);
  }
  return kept;
}

/** Queries about responses to the region's tensions, for when there is too little to brief a model on. */
export function templateQueries(
  regionName: string,
  tensions: readonly Pick<Signal, 'id' | 'title'>[],
): SuggestedQuery[] {
  return tensions.map(({ id, title }) => ({
    query: `help with ${title} ${regionName}`,
    role: 'response',
    reason: `responses to "${title}"`,
    tensionId: id,
  }));
}

/** Suggested queries as sources. */
export const querySources = (
  queries: readonly SuggestedQuery[],
  method: 'gap_analysis' | 'tension_seed' | 'signal_expansion',
  heat: (tensionId: string) => number,
): NewSource[] =>
  queries.map(({ query, role, reason, tensionId }) => ({
    canonicalKey: canonicalKey(`query:${query}`),
    canonicalValue: query.replace(/\s+/g, ' ').trim(),
    kind: 'query',
    role,
    discoveryMethod: method,
    weight: initialWeight(method),
    gapContext: tensionId === null ? { reason } : { reason, tensionId, heat: heat(tensionId) },
    depth: 1,
  }));
