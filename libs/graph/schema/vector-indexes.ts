import type { GraphDatabase } from '../database/graph-database.js';
import { INDEX_DIMENSIONS } from '../vectors/index-vector.js';
import { VECTOR_INDEXES, createVectorIndex, dropIndex } from './schema.statements.js';

/** The vector indexes; not versioned, because their dimensions follow an embedder that needs more than the usual. */
const INDEXES = [
  { name: 'signal_embedding', label: 'Signal', property: 'embedding' },
  { name: 'situation_narrative', label: 'Situation', property: 'narrative_embedding' },
  { name: 'situation_causal', label: 'Situation', property: 'causal_embedding' },
] as const;

/**
 * Makes the missing indexes, and anew those of another shape; returns the names of both. Vectors longer than the index
 * was made for are not found until they are stored again.
 */
export async function ensureVectorIndexes(db: GraphDatabase, embedderDimensions: number): Promise<string[]> {
  if (!Number.isInteger(embedderDimensions) || embedderDimensions < 1 || embedderDimensions > 4096) {
    throw new RangeError(
      `An embedder of ${embedderDimensions} dimensions cannot be used: configure one with 1 to 4096.`,
    );
  }
  const dimensions = Math.max(INDEX_DIMENSIONS, embedderDimensions);
  const rows = await db.read<{ name: string; dimensions: number; quantized: boolean }>(VECTOR_INDEXES);
  const upToDate = new Set(
    rows.filter((row) => row.dimensions === dimensions && !row.quantized).map(({ name }) => name),
  );
  const missing = INDEXES.filter(({ name }) => !upToDate.has(name));
  for (const { name, label, property } of missing) {
    await db.write(dropIndex(name));
    await db.write(createVectorIndex(name, label, property, dimensions));
  }
  return missing.map(({ name }) => name);
}
