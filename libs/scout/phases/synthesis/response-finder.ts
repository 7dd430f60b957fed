import type { NewSource, Signal } from '#graph';
import { nobodyLooked, runAgent } from '../../agents/index.js';
import { canonicalKey, initialWeight } from '../../domain/index.js';
import type { LlmPort } from '../../providers/index.js';
import { eachItem } from '../each-item.js';
import type { PhaseContext } from '../phase.js';
import { siftResponses, siftTensions, textIn } from './found-signals.js';
import { FIND_RESPONSES } from './prompts.js';
import { couldRead, edge, questionAbout, storeFound } from './store-found.js';
import { DEFER_DAYS, deferred, LIMITS } from './targets.js';
import type { TaskResult } from './task-result.js';
import { nothing, totalsOf } from './task-result.js';

const TARGETS_AT_ONCE = 2;

/** Queries that an agent would ask later, as sources of the tension they serve. */
export function futureSources(
  queries: readonly string[],
  tension: Pick<Signal, 'id' | 'title' | 'causeHeat'>,
): NewSource[] {
  return queries
    .map((query) => query.replace(/\s+/g, ' ').trim())
    .filter((query) => query !== '')
    .slice(0, LIMITS.futureQueries)
    .map((query) => ({
      canonicalKey: canonicalKey(`query:${query}`),
      canonicalValue: query,
      kind: 'query',
      role: 'response',
      discoveryMethod: 'tension_seed',
      weight: initialWeight('tension_seed'),
      gapContext: { reason: `responses to "${tension.title}"`, tensionId: tension.id, heat: tension.causeHeat },
    }));
}

/** Looks for what reduces one tension, due or not. */
export async function findResponsesTo(context: PhaseContext, llm: LlmPort, tension: Signal): Promise<TaskResult> {
  const { durable, region, now, services } = context;
  const name = `find responses: ${tension.id}`;
  const question = await questionAbout(context, tension, 'tension');
  const outcome = await runAgent(context, llm, {
    name,
    task: FIND_RESPONSES,
    question,
    maxTurns: LIMITS.responseTurns,
  });
  if (outcome.kind === 'none') {
    const none = { ...nothing, unanswered: [outcome.because] };
    if (nobodyLooked(outcome.because)) return none;
    await durable.step(`${name}: note`, () =>
      services.signals.mark([tension.id], { responsesScoutedAt: now.toISOString() }),
    );
    return none;
  }
  const { answer, memory } = outcome;
  const textOf = textIn(context);
  const responses = await siftResponses(
    answer.responses.slice(0, LIMITS.foundPerTarget),
    memory,
    textOf,
    region.timeZone,
  );
  const found = await storeFound(context, { name, createdBy: 'synthesis/response-finder', sifted: responses });
  const others = await siftTensions(answer.new_tensions.slice(0, LIMITS.tensionsPerSignal), memory, textOf);
  const tensions = await storeFound(context, {
    name: `${name}: new tensions`,
    createdBy: 'synthesis/response-finder',
    sifted: others,
  });
  const edges = found.stored.map((one) => edge(one.signalId, tension.id, 'RESPONDS_TO', one.found));
  const written = await durable.step(`${name}: link`, async () => {
    const linked = await services.responses.link(edges);
    const sources = await services.sources.upsertMany(region.slug, futureSources(answer.future_queries, tension));
    if (linked > 0 || couldRead(memory))
      await services.signals.mark([tension.id], { responsesScoutedAt: now.toISOString() });
    return { linked, sources: sources.created.length };
  });
  return {
    ...nothing,
    targets: 1,
    created: found.created + tensions.created,
    edges: written.linked,
    sources: written.sources,
  };
}

/** Looks for what reduces the tensions with the fewest responses and the most heat. */
export async function findResponses(context: PhaseContext, llm: LlmPort): Promise<TaskResult> {
  const { durable, region, now, services } = context;
  const targets = await durable.step('response targets', async () => {
    const due = await services.signals.responseTargets(region.slug, now, LIMITS.backlog);
    const later = due.slice(LIMITS.responses).map(({ id }) => id);
    await services.signals.mark(later, { responsesDueAt: deferred(now, DEFER_DAYS) });
    return due.slice(0, LIMITS.responses);
  });
  const { done, failed } = await eachItem(
    durable,
    targets,
    { atOnce: TARGETS_AT_ONCE, name: ({ title }) => title },
    (tension) => findResponsesTo(context, llm, tension),
  );
  return totalsOf(
    'response finder',
    done.map(({ value }) => value),
    failed,
  );
}
