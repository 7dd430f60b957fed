import { refused, type Refused } from './outcome.js';

/** How long a start time may be over: clocks differ, and asking takes its time. */
const TOLERANCE_MS = 60_000;
/** A leap year. What is further ahead is a slip of the pen. */
const FURTHEST_MS = 366 * 86_400_000;

/** Milliseconds from `now` until a run may start, 0 for now; or why it can't be asked to start then. */
export function waitUntil(startAt: Date | undefined, now: Date): number | Refused {
  if (startAt === undefined) return 0;
  const waitMs = startAt.getTime() - now.getTime();
  if (waitMs < -TOLERANCE_MS)
    return refused(
      'INVALID_START_TIME',
      `The start time ${startAt.toISOString()} is over: it is ${now.toISOString()}.`,
      'Choose a later time, or leave it out to start now.',
    );
  if (waitMs > FURTHEST_MS)
    return refused(
      'INVALID_START_TIME',
      `The start time ${startAt.toISOString()} is more than a year ahead.`,
      'Choose a time within a year.',
    );
  return Math.max(0, waitMs);
}
