export interface HeatSignal {
  readonly id: string;
  readonly type: string;
  readonly sourceDiversity: number;
}
export interface HeatEdge {
  readonly a: string;
  readonly b: string;
  readonly cosine: number;
}

/**
 * Heat of each signal of a region, 0–1: only tensions radiate. heat(s) = Σ over its tension neighbours with
 * cosine ≥ `minCosine` (starting value 0.7) of cosine · source diversity, divided by the region's highest.
 */
export function causeHeat(
  signals: readonly HeatSignal[],
  edges: readonly HeatEdge[],
  minCosine = 0.7,
): Map<string, number> {
  const byId = new Map(signals.map((signal) => [signal.id, signal]));
  const raw = new Map(signals.map((signal) => [signal.id, 0]));
  const radiate = (from: string, to: string, cosine: number): void => {
    const tension = byId.get(from);
    const before = raw.get(to);
    if (tension?.type === 'tension' && before !== undefined) raw.set(to, before + cosine * tension.sourceDiversity);
  };
  for (const { a, b, cosine } of edges) {
    if (cosine < minCosine) continue;
    radiate(a, b, cosine);
    radiate(b, a, cosine);
  }
  let hottest = 0;
  for (const heat of raw.values()) hottest = Math.max(hottest, heat);
  return new Map([...raw].map(([id, heat]) => [id, hottest === 0 ? 0 : heat / hottest]));
}
