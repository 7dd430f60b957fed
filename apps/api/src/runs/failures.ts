import type { Json, RunError } from '#durable';
import { labelOf } from './present-run.js';
import type { RunFailure, RunFailures } from './run.types.js';

/** Failures that are named; all are counted. */
export const FAILURES_NAMED = 50;

/** A job that failed while the run that handed it out went on. */
export interface FailedJob {
  readonly id: string;
  readonly kind: string;
  readonly input: Json;
  readonly error: RunError | null;
  /** How many there are in all. */
  readonly total: number;
}

/** What a scrape told of pages that it could not read: how many, and the first of them. */
export interface UnreadPages {
  readonly runId: string;
  readonly pages: number;
  readonly examples: readonly { readonly url: string; readonly reason: string }[];
}

/** Sources whose job failed, then pages that other sources could not read. */
export function failuresOf(jobs: readonly FailedJob[], unread: readonly UnreadPages[]): RunFailures {
  const sources = jobs.map((job): RunFailure => {
    return { runId: job.id, name: labelOf(job), reason: job.error?.message ?? 'It ended without saying why.' };
  });
  const pages = unread.flatMap(({ runId, examples }) =>
    examples.map(({ url, reason }): RunFailure => ({ runId, name: url, reason })),
  );
  const totalCount = (jobs[0]?.total ?? 0) + unread.reduce((sum, told) => sum + told.pages, 0);
  return { totalCount, named: [...sources, ...pages].slice(0, FAILURES_NAMED) };
}
