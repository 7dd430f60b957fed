/**
 * True cosine (−1…1) of a score of Neo4j's vector index or of `vector.similarity.cosine`, which both give (1 + cosine) / 2.
 * The only place that knows it (Cypher manual, "Vector indexes": cosine similarity is normalised to 0…1).
 */
export function cosineFromScore(score: number): number {
  return 2 * score - 1;
}

/** Cosine of two vectors (a shorter one counts as filled up with zeros); 0 when either has no direction. */
export function cosineOf(a: readonly number[], b: readonly number[]): number {
  let dot = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    dot += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA === 0 || squaresB === 0 ? 0 : dot / Math.sqrt(squaresA * squaresB);
}

/** Whether the vector index can take the vector: it refuses empty ones and those without a direction. */
export function isSearchable(vector: readonly number[]): boolean {
  return vector.length > 0 && vector.every(Number.isFinite) && vector.some((x) => x !== 0);
}
