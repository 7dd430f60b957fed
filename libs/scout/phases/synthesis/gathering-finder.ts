import type { Signal } from '#graph';
import { nobodyLooked, runAgent } from '../../agents/index.js';
import type { LlmPort } from '../../providers/index.js';
import { eachItem } from '../each-item.js';
import type { PhaseContext } from '../phase.js';
import { siftResponses, textIn } from './found-signals.js';
import { FIND_GATHERINGS } from './prompts.js';
import { couldRead, edge, questionAbout, storeFound } from './store-found.js';
import { DEFER_DAYS, deferred, gatheringMark, LIMITS } from './targets.js';
import type { TaskResult } from './task-result.js';
import { nothing, totalsOf } from './task-result.js';

const TARGETS_AT_ONCE = 2;

async function findFor(
  context: PhaseContext,
  llm: LlmPort,
  tension: Signal,
  missesBefore: number,
): Promise<TaskResult> {
  const { durable, region, now, services } = context;
  const name = `find gatherings: ${tension.id}`;
  const question = await questionAbout(context, tension, 'tension');
  const outcome = await runAgent(context, llm, {
    name,
    task: FIND_GATHERINGS,
    question,
    maxTurns: LIMITS.gatheringTurns,
  });
  if (outcome.kind === 'none') {
    const none = { ...nothing, unanswered: [outcome.because] };
    if (nobodyLooked(outcome.because)) return none;
    await durable.step(`${name}: note`, () => services.signals.mark([tension.id], gatheringMark(0, missesBefore, now)));
    return none;
  }
  const { answer, memory } = outcome;
  const gatherings = answer.gatherings.filter(({ type }) => type === 'gathering').slice(0, LIMITS.foundPerTarget);
  const sifted = await siftResponses(gatherings, memory, textIn(context), region.timeZone);
  const { stored, created } = await storeFound(context, { name, createdBy: 'synthesis/gathering-finder', sifted });
  const edges = stored.map((one) => edge(one.signalId, tension.id, 'DRAWN_TO', one.found));
  const linked = await durable.step(`${name}: link`, async () => {
    const count = await services.responses.link(edges);
    if (count > 0 || couldRead(memory))
      await services.signals.mark([tension.id], gatheringMark(count, missesBefore, now));
    return count;
  });
  return { ...nothing, targets: 1, created, edges: linked };
}

/** Looks for where people come together because of the hottest tensions that are due. */
export async function findGatherings(context: PhaseContext, llm: LlmPort): Promise<TaskResult> {
  const { durable, region, now, services } = context;
  const targets = await durable.step('gathering targets', async () => {
    const due = await services.signals.gatheringTargets(region.slug, now, LIMITS.backlog);
    const tensions = due.slice(0, LIMITS.gatherings);
    const later = due.slice(LIMITS.gatherings).map(({ id }) => id);
    await services.signals.mark(later, { gatheringsDueAt: deferred(now, DEFER_DAYS) });
    const notes = await services.signals.bookkeepingOf(tensions.map(({ id }) => id));
    return tensions.map((tension) => ({ tension, misses: notes.get(tension.id)?.gatheringMisses ?? 0 }));
  });
  const { done, failed } = await eachItem(
    durable,
    targets,
    { atOnce: TARGETS_AT_ONCE, name: ({ tension }) => tension.title },
    ({ tension, misses }) => findFor(context, llm, tension, misses),
  );
  return totalsOf(
    'gathering finder',
    done.map(({ value }) => value),
    failed,
  );
}
