import { leftOut, type WithoutAnswer } from '../../agents/index.js';
import { brokenOff } from '../each-item.js';

/** What one task of synthesis did. */
export interface TaskResult {
  readonly targets: number;
  /** Signals created. */
  readonly created: number;
  readonly edges: number;
  readonly sources: number;
  readonly evidence: number;
  /** Why questions about single targets have no answer. */
  readonly unanswered: readonly WithoutAnswer[];
  /** What was left out, in words. */
  readonly skipped: readonly string[];
}

export const nothing: TaskResult = {
  targets: 0,
  created: 0,
  edges: 0,
  sources: 0,
  evidence: 0,
  unanswered: [],
  skipped: [],
};

/** Results of several tasks added up; what they left out each once. */
export function totals(results: readonly TaskResult[]): TaskResult {
  return results.reduce(
    (sum, one) => ({
      targets: sum.targets + one.targets,
      created: sum.created + one.created,
      edges: sum.edges + one.edges,
      sources: sum.sources + one.sources,
      evidence: sum.evidence + one.evidence,
      unanswered: [...sum.unanswered, ...one.unanswered],
      skipped: [...new Set([...sum.skipped, ...one.skipped])],
    }),
    nothing,
  );
}

/** Results of one task for its targets added up, with words for what it left out. */
export function totalsOf(
  task: string,
  results: readonly TaskResult[],
  failed: readonly { readonly reason: string }[] = [],
): TaskResult {
  const { unanswered, ...sum } = totals(results);
  return {
    ...sum,
    unanswered: [],
    skipped: [...sum.skipped, ...leftOut(task, unanswered), ...brokenOff(task, failed)],
  };
}
