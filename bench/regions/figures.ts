import { median } from '../durable/statistics.js';
import type { RunFact, StepFact } from './journal.js';

/** How one region fared beside the others; times in ms. */
export interface RegionFigures {
  readonly region: string;
  /** Sources that were read. */
  readonly sources: number;
  readonly steps: number;
  /** From the admission of the run to its first step. */
  readonly startWaitMs: number;
  /** From the first source's admission to the first source that was begun. */
  readonly firstSourceWaitMs: number;
  /** From the first source that was begun to the last one that ended. */
  readonly scrapeMs: number;
  /** Longest time in which it finished no step though it was not read yet and other regions finished some. */
  readonly longestGapMs: number;
  /** From the admission of the run until its sources were read. */
  readonly readAfterMs: number;
}

/** A wait of every region: the longest beside the median. */
export interface Fairness {
  readonly longestMs: number;
  readonly medianMs: number;
  readonly ratio: number;
}

const SOURCE = 'scrape_source';
const READING = 'scrape';

/** The figures of every region that had a run, in the order of admission, until its sources were read. What did not happen is taken to happen at the end of the last step of all. */
export function figuresOf(runs: readonly RunFact[], steps: readonly StepFact[]): RegionFigures[] {
  const roots = runs.filter((run) => run.id === run.rootId);
  const lastEnd = Math.max(...steps.map(({ endedAt }) => endedAt));
  return roots.map((root) => {
    const own = steps.filter(({ region }) => region === root.region);
    const others = steps.filter(({ region }) => region !== root.region).map(({ endedAt }) => endedAt);
    const sources = runs.filter(({ rootId, kind }) => rootId === root.id && kind === SOURCE);
    const begun = sources.flatMap(({ startedAt }) => startedAt ?? []);
    const ended = sources.flatMap(({ finishedAt }) => finishedAt ?? []);
    const reading = runs.find(({ rootId, kind }) => rootId === root.id && kind === READING);
    const end = reading?.finishedAt ?? lastEnd;
    const marks = [root.createdAt, ...own.map(({ endedAt }) => endedAt), end].filter((at) => at <= end);
    return {
      region: root.region,
      sources: ended.length,
      steps: own.length,
      startWaitMs:
        least(
          own.map(({ startedAt }) => startedAt),
          lastEnd,
        ) - root.createdAt,
      firstSourceWaitMs:
        least(begun, end) -
        least(
          sources.map(({ createdAt }) => createdAt),
          end,
        ),
      scrapeMs: ended.length === 0 ? 0 : Math.max(...ended) - Math.min(...begun),
      longestGapMs: longestGap(marks, others),
      readAfterMs: end - root.createdAt,
    };
  });
}

/** The longest of the waits beside their median. */
export function fairness(waitsMs: readonly number[]): Fairness {
  const longestMs = Math.max(...waitsMs);
  const medianMs = median(waitsMs);
  return { longestMs, medianMs, ratio: longestMs / medianMs };
}

/** Pairs of runs that wrote in one region at one time: two trees, or two phases of one tree. Children of a fan-out write beside each other on purpose. */
export function overlaps(runs: readonly RunFact[]): string[] {
  const found: string[] = [];
  for (const region of new Set(runs.map((run) => run.region))) {
    const phases = runs
      .filter((run) => run.region === region && !run.fannedOut && run.startedAt !== null)
      .toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
    for (const [index, run] of phases.entries()) {
      const before = phases[index - 1];
      if (before !== undefined && (before.finishedAt ?? Infinity) > (run.startedAt ?? 0))
        found.push(`${before.id} and ${run.id}`);
    }
  }
  return found;
}

function least(values: readonly number[], otherwise: number): number {
  return values.length === 0 ? otherwise : Math.min(...values);
}

/** The longest stretch between two marks in which somebody else got something done. */
function longestGap(marks: readonly number[], others: readonly number[]): number {
  let longest = 0;
  for (const [index, at] of marks.entries()) {
    const before = marks[index - 1] ?? at;
    if (at - before > longest && others.some((other) => other > before && other < at)) longest = at - before;
  }
  return longest;
}
