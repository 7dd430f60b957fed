import type { EmbeddedSignal, SimilarityEdge } from '#graph';
import { BatchMatches, Index, MetricKind, ScalarKind } from 'usearch';
import type { PhaseContext } from '../phase.js';

/** Neighbours looked at for each signal. */
const K = 20;
/** From here on a bulk index is built; below it the graph's own index answers one by one. */
const BULK_FROM = 200;

const CONNECTIVITY = 16;
/** usearch: as many threads as the machine has. */
const ALL_THREADS = 0;

interface Near {
  readonly id: string;
  readonly confidence: number;
  readonly cosine: number;
}

/** Edges of one signal: cosine at least `minCosine`, weight = cosine · √(conf · conf). */
export function edgesOf(
  signal: { id: string; confidence: number },
  near: readonly Near[],
  minCosine: number,
): SimilarityEdge[] {
  return near
    .filter(({ id, cosine }) => id !== signal.id && cosine >= minCosine)
    .map(({ id, confidence, cosine }) => ({
      a: signal.id,
      b: id,
      cosine,
      weight: cosine * Math.sqrt(signal.confidence * confidence),
    }));
}

/** All vectors one after the other, as the index takes them. */
function flat(signals: readonly EmbeddedSignal[], dimensions: number): Float32Array {
  const matrix = new Float32Array(signals.length * dimensions);
  signals.forEach((signal, row) => {
    matrix.set(signal.embedding, row * dimensions);
  });
  return matrix;
}

/** k nearest of the changed signals among all, by an index built for this once (recall ≥ 0.99 measured with usearch). */
export function bulkEdges(all: readonly EmbeddedSignal[], minCosine: number): SimilarityEdge[] {
  const changed = all.filter((signal) => signal.changed);
  const dimensions = all[0]?.embedding.length ?? 0;
  if (changed.length === 0 || dimensions === 0) return [];
  const index = new Index(dimensions, MetricKind.Cos, ScalarKind.F32, CONNECTIVITY);
  const keys = BigUint64Array.from(all, (_, position) => BigInt(position));
  index.add(keys, flat(all, dimensions));
  const k = Math.min(K + 1, all.length);
  const matches = index.search(flat(changed, dimensions), k, ALL_THREADS);
  return changed.flatMap((signal, row) => {
    const { keys: found, distances } = matches instanceof BatchMatches ? matches.get(row) : matches;
    const near = [...found].flatMap((key, rank): Near[] => {
      const other = all[Number(key)];
      return other === undefined
        ? []
        : [{ id: other.id, confidence: other.confidence, cosine: 1 - (distances[rank] ?? 1) }];
    });
    return edgesOf(signal, near, minCosine);
  });
}

async function fewEdges(
  { region, services }: PhaseContext,
  changed: readonly EmbeddedSignal[],
  minCosine: number,
): Promise<SimilarityEdge[]> {
  const edges: SimilarityEdge[] = [];
  for (const signal of changed) {
    const near = await services.signals.nearest(region.slug, signal.embedding, {
      k: K,
      minCosine,
      exclude: [signal.id],
    });
    const known = near.map(({ signal: { id, confidence }, cosine }) => ({ id, confidence, cosine }));
    edges.push(...edgesOf(signal, known, minCosine));
  }
  return edges;
}

/** Brings the similarity edges of the signals that changed up to date; returns how many were written. Free of charge. */
export async function updateSimilarity(context: PhaseContext, name: string): Promise<number> {
  const { durable, region, services } = context;
  return durable.step(name, async () => {
    const all = await services.signals.listForEmbeddingGraph(region.slug);
    const changed = all.filter((signal) => signal.changed);
    if (changed.length === 0) return 0;
    const { similar } = services.embedding.thresholds;
    const edges = changed.length >= BULK_FROM ? bulkEdges(all, similar) : await fewEdges(context, changed, similar);
    return services.similarity.upsertEdges(
      region.slug,
      edges,
      changed.map(({ id }) => id),
    );
  });
}
