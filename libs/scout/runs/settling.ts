import { setTimeout as delay } from 'node:timers/promises';
import { refused, type Refused, type ScoutOutcome } from './outcome.js';

/** A worker writes the end of a run to its region about a second later. Longer than this it is no matter of waiting. */
const PATIENCE_MS = 10_000;
const BETWEEN_LOOKS_MS = 100;

/** Why nothing can follow a run yet that has ended and still holds its region. */
export function stillSettling(runId: string | null): Refused {
  return refused(
    'RUN_SETTLING',
    `${runId === null ? 'The run before' : `Run ${runId}`} has ended, but its region was not given back yet.`,
    'Ask again in a moment. If that does not help, see that a worker is up, or reset the status of the region.',
  );
}

/** What came of an attempt: made again while the end of a run is being written, so that nobody has to ask twice; for ten seconds at most. */
export async function onceSettled(
  attempt: () => Promise<ScoutOutcome>,
  { patienceMs = PATIENCE_MS, betweenLooksMs = BETWEEN_LOOKS_MS } = {},
): Promise<ScoutOutcome> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const outcome = await attempt();
    if (outcome.success || outcome.code !== 'RUN_SETTLING' || Date.now() >= deadline) return outcome;
    await delay(betweenLooksMs);
  }
}
