import { normaliseTitle } from './title.js';

/** Words of a text as they are compared. */
const words = (text: string): Set<string> =>
  new Set(
    normaliseTitle(text)
      .split(' ')
      .filter((word) => word !== ''),
  );

/** Shared words over all words, 0–1; 0 when both are empty. */
export function jaccard(a: string, b: string): number {
  const left = words(a);
  const right = words(b);
  if (left.size === 0 && right.size === 0) return 0;
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / (left.size + right.size - shared);
}

/** Above this two queries ask the same. */
export const SAME_QUERY_JACCARD = 0.6;
