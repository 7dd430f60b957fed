import { FULL_RUN, INVESTIGATION, PHASES, SCRAPE_SOURCE } from '../phases/registry.js';

/** Queue of every workflow by its name: what a process needs to know to start runs. */
export function workflowQueues(): Readonly<Record<string, string>> {
  return Object.fromEntries([
    [FULL_RUN.workflow, FULL_RUN.queue],
    ...PHASES.map(({ phase, queue }) => [phase, queue]),
    [SCRAPE_SOURCE.workflow, SCRAPE_SOURCE.queue],
    [INVESTIGATION.workflow, INVESTIGATION.queue],
  ]);
}
