import { Refusal } from '../errors.js';

/** Which queue serves a workflow. */
export type Routes = Readonly<Record<string, string>>;

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
