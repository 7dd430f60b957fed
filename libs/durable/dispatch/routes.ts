import { Refusal } from '../errors.js';

/** Which queue serves a workflow. */
export type Routes = Readonly<Record<string, string>>;

/** Throws for queue names that BullMQ refuses: each start would be admitted, and its dispatch fail for ever. */
export function refuseUnfitQueues(queues: Iterable<string>): void {
  for (const queue of queues)
    if (queue === '' || queue.includes(':'))
      throw new Error(`"${queue}" can't be the name of a queue: no ":", not empty.`);
}

/** Queue of a workflow. Throws a Refusal for one that nobody serves. */
export function queueOf(routes: Routes, workflow: string): string {
  const queue = routes[workflow];
  if (queue === undefined) {
    throw new Refusal(
      'UNKNOWN_WORKFLOW',
      `There is no workflow "${workflow}".`,
      `Known: ${Object.keys(routes).sort().join(', ')}.`,
    );
  }
  return queue;
}
