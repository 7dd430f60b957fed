import { Refusal, type DurableClient, type FlowSpec, type RunId } from '#durable';
import { accepted, refusedByEngine, type ScoutOutcome } from './outcome.js';
import { freeRunId } from './run-id.js';

/** How often a start looks for another id when somebody took its own in the same second. */
const TRIES = 5;

/** Admits a run under the first free id of its region from `now` on. Of starts in the same second, each gets an id of its own. */
export async function admitUnderFreeId(
  durable: DurableClient,
  region: string,
  now: Date,
  flowOf: (id: RunId) => FlowSpec,
  message: string,
): Promise<ScoutOutcome> {
  for (let tries = 1; ; tries += 1) {
    const id = await freeRunId(region, now, async (taken) => (await durable.get(taken)) !== null);
    try {
      return accepted(message, (await durable.startFlow(flowOf(id))).run);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      if (cause.code !== 'RUN_EXISTS' || tries === TRIES) return refusedByEngine(cause, 'RUN_NOT_RETRYABLE');
    }
  }
}

/** Carries out what holds a region, and gives it back when the work could not be admitted. */
export async function orGiveBack(
  release: () => Promise<void>,
  admit: () => Promise<ScoutOutcome>,
): Promise<ScoutOutcome> {
  try {
    return await admit();
  } catch (cause) {
    await release();
    if (cause instanceof Refusal) return refusedByEngine(cause, 'RUN_NOT_RETRYABLE');
    throw cause;
  }
}
