import type { RunRecord, RunStatus } from '#durable';
import { FULL_RUN, SCRAPE_SOURCE } from '../phases/registry.js';

export const RUN_ACTIONS = ['stop', 'kill', 'retry', 'fork', 'pause', 'resume'] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

/** What a status permits of a whole run. A run that is pausing (or was paused) can be resumed. */
const BY_STATUS: Readonly<Record<RunStatus, readonly RunAction[]>> = {
  queued: ['stop', 'kill', 'pause'],
  running: ['stop', 'kill', 'pause'],
  suspended: ['stop', 'kill', 'pause'],
  paused: ['stop', 'kill', 'resume'],
  cancelling: ['kill'],
  completed: [],
  failed: ['retry'],
  cancelled: ['retry'],
  needs_attention: ['stop', 'retry'],
};
/** What stops the children of a run that has ended without them. */
const STOPS: readonly RunAction[] = ['stop', 'kill'];
/** A fork takes the region: its origin must have let go of it. */
const LETS_FORK: ReadonlySet<RunStatus> = new Set(['completed', 'failed', 'cancelled', 'needs_attention']);

type Part = Pick<RunRecord, 'kind' | 'startedAt'>;
/** `goesOn`: it has ended, but something under it has not. */
type Whole = Pick<RunRecord, 'status' | 'pauseRequestedAt'> & { readonly goesOn: boolean };

/** Whether a run of this workflow has steps that a fork could begin at: a full run has none of its own, a source is read for its scrape. */
export function isForkable(kind: string): boolean {
  return kind !== FULL_RUN.workflow && kind !== SCRAPE_SOURCE.workflow;
}

/** What an operator may do now: with the whole run that `part` belongs to (itself, when it stands alone), and with `part` itself: fork it. */
export function actionsOf(part: Part, whole: Whole): RunAction[] {
  const pausing = whole.status === 'running' && whole.pauseRequestedAt !== null;
  const ofWhole = [...(whole.goesOn ? STOPS : []), ...BY_STATUS[pausing ? 'paused' : whole.status]];
  const fork = isForkable(part.kind) && part.startedAt !== null && LETS_FORK.has(whole.status);
  return fork ? [...ofWhole, 'fork'] : ofWhole;
}
