import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import type { SimilarityEdge } from '#graph';
import { seededRandom } from '../../domain/index.js';

/** A CommonJS module whose types speak of a default export that it does not have. */
const louvain = louvainModule as unknown as typeof louvainModule.default;

/**
 * Communities of signals that are alike (Louvain over the weights of `SIMILAR_TO`, seeded): every id in exactly one, largest
 * first, ids in the order given. Ids without an edge are alone.
 */
export function communities(ids: readonly string[], edges: readonly SimilarityEdge[], seed: string): string[][] {
  const graph = new UndirectedGraph();
  for (const id of ids) graph.mergeNode(id);
  for (const { a, b, weight } of edges)
    if (graph.hasNode(a) && graph.hasNode(b) && a !== b) graph.mergeEdge(a, b, { weight });
  const community = graph.size === 0 ? {} : louvain(graph, { getEdgeWeight: 'weight', rng: seededRandom(seed) });
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const isAlone = graph.degree(id) === 0;
    const key = isAlone ? `alone ${id}` : String(community[id] ?? id);
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return [...groups.values()].toSorted((a, b) => b.length - a.length || (a[0] ?? '').localeCompare(b[0] ?? ''));
}

/** Batches of at most `size`; what is alike stays together, so that a cause is seen in one piece. */
export function batchesOf(groups: readonly (readonly string[])[], size: number): string[][] {
  const batches: string[][] = [];
  let open: string[] = [];
  for (const group of groups) {
    if (open.length > 0 && open.length + group.length > size) {
      batches.push(open);
      open = [];
    }
    for (const id of group) {
      open.push(id);
      if (open.length < size) continue;
      batches.push(open);
      open = [];
    }
  }
  if (open.length > 0) batches.push(open);
  return batches;
}
