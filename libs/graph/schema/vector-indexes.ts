import type { GraphDatabase } from '../database/graph-database.js';
import { VECTOR_INDEXES, createVectorIndex, dropIndex } from './schema.statements.js';

/** The vector indexes; not versioned, because their dimensions follow the embedder that is configured. */
const INDEXES = [
  { name: 'signal_embedding', label: 'Signal', property: 'embedding' },
  { name: 'situation_narrative', label: 'Situation', property: 'narrative_embedding' },
  { name: 'situation_causal', label: 'Situation', property: 'causal_embedding' },
] as const;

/**
 * Makes the missing indexes, and anew those of other dimensions; returns the names of both. Vectors of other dimensions
 * that are stored already are not found until they are embedded again.
 */
export async function ensureVectorIndexes(db: GraphDatabase, dimensions: number): Promise<string[]> {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > 4096) {
    throw new RangeError(
      `Vectors of ${dimensions} dimensions cannot be indexed: configure an embedder with 1 to 4096.`,
    );
  }
  const existing = new Map(
    (await db.read<{ name: string; dimensions: number }>(VECTOR_INDEXES)).map((row) => [row.name, row.dimensions]),
  );
  const created: string[] = [];
  for (const { name, label, property } of INDEXES) {
    if (existing.get(name) === dimensions) continue;
    await db.write(dropIndex(name));
    await db.write(createVectorIndex(name, label, property, dimensions));
    created.push(name);
  }
  return created;
}
