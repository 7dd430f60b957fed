interface Tension {
  readonly id: string;
  readonly extractedAt: string;
}
interface Edge {
  readonly a: string;
  readonly b: string;
  readonly cosine: number;
}
export interface MergePair {
  readonly survivorId: string;
  readonly duplicateId: string;
  readonly cosine: number;
}

/**
 * Which tensions are merged into which: pairs from `minCosine` on, most alike first; the older survives. A tension that was
 * merged in this pass takes part in no other pair, so that no chain pulls together what is not alike.
 */
export function mergePairs(tensions: readonly Tension[], edges: readonly Edge[], minCosine: number): MergePair[] {
  const known = new Map(tensions.map((tension) => [tension.id, tension]));
  const merged = new Set<string>();
  const pairs: MergePair[] = [];
  for (const { a, b, cosine } of edges.toSorted((x, y) => y.cosine - x.cosine || x.a.localeCompare(y.a))) {
    const one = known.get(a);
    const other = known.get(b);
    if (cosine < minCosine || one === undefined || other === undefined || merged.has(a) || merged.has(b)) continue;
    const oneIsOlder =
      one.extractedAt < other.extractedAt || (one.extractedAt === other.extractedAt && one.id < other.id);
    const [survivorId, duplicateId] = oneIsOlder ? [a, b] : [b, a];
    merged.add(duplicateId);
    pairs.push({ survivorId, duplicateId, cosine });
  }
  return pairs;
}
