/** Dimensions of the vector indexes unless an embedder needs more. */
export const INDEX_DIMENSIONS = 1024;

/**
 * The vector as the index takes it: shorter ones are filled up with zeros, which changes no cosine, so that embedders of
 * different lengths share one index and a change of embedder rebuilds none.
 */
export function indexVector(vector: readonly number[]): readonly number[] {
  if (vector.length >= INDEX_DIMENSIONS) return vector;
  return [...vector, ...new Array<number>(INDEX_DIMENSIONS - vector.length).fill(0)];
}
