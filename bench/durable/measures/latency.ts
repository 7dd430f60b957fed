/**
 * From the request for a run to the first line of its first step, and of an empty run to its stored outcome, in all and from its claim on; one run at
 * a time.
 */
import type { Json, RunId, Workflow } from '#durable';
import { percentile } from '../statistics.js';
import { openHost, tell } from './host.js';

const RUNS = 500;
let claimSentAt = 0;
const sending = (name: string): void => {
  if (name.startsWith('durable.claimRuns')) claimSentAt = performance.now();
};
const host = openHost({ first: 'first', empty: 'empty' }, { sending });
let firstStepAt = 0;
const first: Workflow = {
  name: 'first',
  queue: 'first',
  concurrency: 1,
  async run(context): Promise<Json> {
    await context.step('one', () => Promise.resolve((firstStepAt = performance.now())));
    return null;
  },
};
const empty: Workflow = { name: 'empty', queue: 'empty', concurrency: 1, run: () => Promise.resolve(null) };
await host.work([first, empty]);
const toFirstStep: number[] = [];
const toEnd: number[] = [];
const claimToEnd: number[] = [];
for (let n = 0; n < RUNS; n += 1) {
  for (const workflow of ['first', 'empty']) {
    const id = `${host.prefix}-${workflow}-${String(n)}` as RunId;
    const ended = host.ended(id);
    const startedAt = performance.now();
    await host.client.start({ id, workflow, input: n });
    await ended;
    const endedAt = performance.now();
    if (workflow === 'first') toFirstStep.push(firstStepAt - startedAt);
    else {
      toEnd.push(endedAt - startedAt);
      claimToEnd.push(endedAt - claimSentAt);
    }
  }
}
tell({
  startToFirstStepMsP50: percentile(toFirstStep, 0.5),
  startToFirstStepMsP99: percentile(toFirstStep, 0.99),
  emptyRunMsP50: percentile(toEnd, 0.5),
  emptyRunMsP99: percentile(toEnd, 0.99),
  emptyRunClaimToEndMsP50: percentile(claimToEnd, 0.5),
  emptyRunClaimToEndMsP99: percentile(claimToEnd, 0.99),
});
await host.close();
