import type { RunStatus } from '../generated/graphql';

/** What each status of a run is called, wherever it stands; in the order of a run's life. */
const RUN_WORDS = {
  QUEUED: 'Queued',
  RUNNING: 'Running',
  SUSPENDED: 'Waiting',
  PAUSED: 'Paused',
  CANCELLING: 'Stopping',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Stopped',
  NEEDS_ATTENTION: 'Needs attention',
} as const satisfies Readonly<Record<RunStatus, string>>;

/** The statuses with their words, to choose from. */
export const RUN_CHOICES = Object.entries(RUN_WORDS) as readonly [RunStatus, string][];

/** Word for a run's state. `warnings`: it completed, but something was left out or could not be read. */
export function runWord(status: RunStatus, warnings = false): string {
  return warnings ? `${RUN_WORDS[status]} with warnings` : RUN_WORDS[status];
}
