/** What one task of synthesis did. */
export interface TaskResult {
  readonly targets: number;
  /** Signals created. */
  readonly created: number;
  readonly edges: number;
  readonly sources: number;
  readonly evidence: number;
  readonly skipped: readonly string[];
}

export const nothing: TaskResult = { targets: 0, created: 0, edges: 0, sources: 0, evidence: 0, skipped: [] };

/** Results added up; each reason for skipping once. */
export function totals(results: readonly TaskResult[]): TaskResult {
  return results.reduce(
    (sum, one) => ({
      targets: sum.targets + one.targets,
      created: sum.created + one.created,
      edges: sum.edges + one.edges,
      sources: sum.sources + one.sources,
      evidence: sum.evidence + one.evidence,
      skipped: [...new Set([...sum.skipped, ...one.skipped])],
    }),
    nothing,
  );
}
