import type { GraphDatabase } from '../database/graph-database.js';
import type { SignalType } from '../model.js';
import { DROP_EDGES_OF, EDGES, MARK_EDGES_COMPUTED, NEIGHBOURS_OF, UPSERT_EDGES } from './similarity.statements.js';

/** Two signals alike; the order of `a` and `b` means nothing. */
export interface SimilarityEdge {
  readonly a: string;
  readonly b: string;
  readonly cosine: number;
  /** cosine · √(confidence of a · confidence of b). */
  readonly weight: number;
}
export interface SimilarSignal {
  readonly id: string;
  readonly type: SignalType;
  readonly cosine: number;
  readonly weight: number;
}

const EDGES_PER_STATEMENT = 5000;

/** `SIMILAR_TO` between signals of one region. */
export class SimilarityRepository {
  constructor(private readonly db: GraphDatabase) {}

  /**
   * Stores edges, one per pair; returns how many. `computedFor`: the signals these are all edges of: their other edges
   * go, and they no longer count as `changed` in `SignalRepository.listForEmbeddingGraph`. All in one transaction.
   */
  async upsertEdges(
    region: string,
    edges: readonly SimilarityEdge[],
    computedFor: readonly string[] = [],
  ): Promise<number> {
    const rows = edges.map(({ a, b, cosine, weight }) => ({ low: a < b ? a : b, high: a < b ? b : a, cosine, weight }));
    return this.db.inWriteTransaction(async (tx) => {
      if (computedFor.length > 0) {
        await tx.run(DROP_EDGES_OF, { region, ids: computedFor });
        await tx.run(MARK_EDGES_COMPUTED, { region, ids: computedFor });
      }
      let stored = 0;
      for (let start = 0; start < rows.length; start += EDGES_PER_STATEMENT) {
        const part = await tx.run<{ stored: number }>(UPSERT_EDGES, {
          region,
          rows: rows.slice(start, start + EDGES_PER_STATEMENT),
        });
        stored += part[0]?.stored ?? 0;
      }
      return stored;
    });
  }

  /** Edges between staged or live signals of the region, of at least this cosine. */
  async edges(region: string, minCosine: number): Promise<SimilarityEdge[]> {
    return this.db.read<SimilarityEdge>(EDGES, { region, minCosine });
  }

  /** Staged and live neighbours of each signal, nearest first. */
  async neighboursOf(ids: readonly string[]): Promise<ReadonlyMap<string, SimilarSignal[]>> {
    const rows = await this.db.read<{ id: string; items: SimilarSignal[] }>(NEIGHBOURS_OF, { ids });
    return new Map(rows.map((row) => [row.id, row.items]));
  }
}
