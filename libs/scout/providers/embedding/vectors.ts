/** Dimensions of every stored embedding; one vector index serves all models. */
export const EMBEDDING_DIMENSIONS = 1024;

/** The vector scaled to length 1 (a zero vector stays as it is), rounded to 6 digits: half the journal bytes, cosine unchanged to 1e-5. */
export function unitVector(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => Math.round((length === 0 ? value : value / length) * 1e6) / 1e6);
}

/** The vector with zeros up to `EMBEDDING_DIMENSIONS`; cosines do not change. */
export function padded(vector: readonly number[]): number[] {
  return [...vector, ...new Array<number>(Math.max(0, EMBEDDING_DIMENSIONS - vector.length)).fill(0)];
}
