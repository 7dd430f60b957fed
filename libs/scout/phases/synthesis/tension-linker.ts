import type { Signal } from '#graph';
import { nobodyLooked, runAgent } from '../../agents/index.js';
import type { LlmPort } from '../../providers/index.js';
import { eachItem } from '../each-item.js';
import type { PhaseContext } from '../phase.js';
import { siftTensions, textIn } from './found-signals.js';
import { LEAST_MATCH_STRENGTH } from './match-strength.js';
import { LINK_TENSION } from './prompts.js';
import { couldRead, edge, questionAbout, storeFound } from './store-found.js';
import { DEFER_DAYS, deferred, LIMITS, linkerMark } from './targets.js';
import type { TaskResult } from './task-result.js';
import { nothing, totalsOf } from './task-result.js';

const TARGETS_AT_ONCE = 2;

async function link(context: PhaseContext, llm: LlmPort, signal: Signal, attemptsBefore: number): Promise<TaskResult> {
  const { durable, now, services } = context;
  const name = `link tension: ${signal.id}`;
  const question = await questionAbout(context, signal, 'signal');
  const outcome = await runAgent(context, llm, { name, task: LINK_TENSION, question, maxTurns: LIMITS.linkerTurns });
  if (outcome.kind === 'none') {
    const none = { ...nothing, unanswered: [outcome.because] };
    if (nobodyLooked(outcome.because)) return none;
    await durable.step(`${name}: note`, () =>
      services.signals.mark([signal.id], linkerMark('failed', attemptsBefore, now)),
    );
    return none;
  }
  const { answer, memory } = outcome;
  if (!answer.curious) {
    await durable.step(`${name}: note`, () =>
      services.signals.mark([signal.id], linkerMark('not_curious', attemptsBefore, now)),
    );
    return nothing;
  }
  const sifted = await siftTensions(answer.tensions.slice(0, LIMITS.tensionsPerSignal), memory, textIn(context));
  const { stored, created } = await storeFound(context, { name, createdBy: 'synthesis/tension-linker', sifted });
  const edges = stored
    .filter(({ found, signalId }) => found.match_strength >= LEAST_MATCH_STRENGTH && signalId !== signal.id)
    .map(({ found, signalId }) => edge(signal.id, signalId, 'RESPONDS_TO', found));
  const linked = await durable.step(`${name}: link`, async () => {
    const count = await services.responses.link(edges);
    // Nothing could be read: the signal stays as it was, the next run tries again.
    if (count > 0 || couldRead(memory)) {
      await services.signals.mark([signal.id], linkerMark(count > 0 ? 'linked' : 'failed', attemptsBefore, now));
    }
    return count;
  });
  return { ...nothing, targets: 1, created, edges: linked };
}

/** Asks of one signal why it exists, due or not. */
export async function linkOne(context: PhaseContext, llm: LlmPort, signal: Signal): Promise<TaskResult> {
  const { durable, services } = context;
  const attempts = await durable.step('linker attempts', async () => {
    const notes = await services.signals.bookkeepingOf([signal.id]);
    return notes.get(signal.id)?.linkerAttempts ?? 0;
  });
  return link(context, llm, signal, attempts);
}

/** Asks of the newest unexplained signals why they exist, and connects them to the tensions found. */
export async function linkTensions(context: PhaseContext, llm: LlmPort): Promise<TaskResult> {
  const { durable, region, now, services } = context;
  const targets = await durable.step('linker targets', async () => {
    const due = await services.signals.linkerTargets(region.slug, LIMITS.backlog, now);
    const signals = due.slice(0, LIMITS.linker);
    const later = due.slice(LIMITS.linker).map(({ id }) => id);
    await services.signals.mark(later, { linkerDueAt: deferred(now, DEFER_DAYS) });
    const notes = await services.signals.bookkeepingOf(signals.map(({ id }) => id));
    return signals.map((signal) => ({ signal, attempts: notes.get(signal.id)?.linkerAttempts ?? 0 }));
  });
  const { done, failed } = await eachItem(
    durable,
    targets,
    { atOnce: TARGETS_AT_ONCE, name: ({ signal }) => signal.title },
    ({ signal, attempts }) => link(context, llm, signal, attempts),
  );
  return totalsOf(
    'tension linker',
    done.map(({ value }) => value),
    failed,
  );
}
