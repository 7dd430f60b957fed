import { updateCauseHeat } from '../../signals/index.js';
import type { Phase, PhaseContext } from '../phase.js';
import { findGatherings } from './gathering-finder.js';
import { investigateSignals } from './investigation.js';
import { findResponses } from './response-finder.js';
import { mapResponses } from './response-mapping.js';
import { updateSimilarity } from './similarity.js';
import type { TaskResult } from './task-result.js';
import { nothing } from './task-result.js';
import { linkTensions } from './tension-linker.js';

interface Finders {
  readonly linker: TaskResult;
  readonly responses: TaskResult;
  readonly gatherings: TaskResult;
  readonly investigation: TaskResult;
}

/** The four tasks that ask a model to look around. They share the region's dedup, so what one finds the others don't find twice. */
async function findMore(context: PhaseContext): Promise<Finders> {
  const { llm, search } = context.services;
  if (llm === null || search === null) {
    const missing = llm === null ? 'model' : 'search';
    const skipped = ['tension linker', 'response finder', 'gathering finder', 'investigation'].map(
      (task) => `${task}: no key for ${missing}`,
    );
    return { linker: { ...nothing, skipped }, responses: nothing, gatherings: nothing, investigation: nothing };
  }
  const [linker, responses, gatherings, investigation] = await Promise.allSettled([
    linkTensions(context, llm),
    findResponses(context, llm),
    findGatherings(context, llm),
    investigateSignals(context, { llm, search }),
  ]);
  const valueOf = (outcome: PromiseSettledResult<TaskResult>): TaskResult => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  };
  return {
    linker: valueOf(linker),
    responses: valueOf(responses),
    gatherings: valueOf(gatherings),
    investigation: valueOf(investigation),
  };
}

/**
 * Connects what was found: what is alike, why it exists, what answers it. Similarity and heat come first, because the finders
 * choose by heat; mapping comes last, because it maps what the finders found too.
 */
export const synthesisPhase: Phase = {
  async run(context) {
    const { durable } = context;
    await durable.status('Comparing signals');
    const edges = await updateSimilarity(context, 'similarity edges');
    await updateCauseHeat(context, 'cause heat');

    await durable.status('Looking for causes, responses and gatherings');
    const found = await findMore(context);
    const more = await updateSimilarity(context, 'similarity edges of findings');
    if (more > 0) await updateCauseHeat(context, 'cause heat with findings');

    await durable.status('Connecting tensions with responses');
    const mapping = await mapResponses(context);
    const all = Object.values(found) as TaskResult[];
    const sum = (pick: (result: TaskResult) => number): number =>
      all.reduce((total, result) => total + pick(result), 0);
    return {
      counts: {
        edges: edges + more,
        responsesMapped: mapping.linked,
        tensionsJudged: mapping.judged,
        signalsLinked: found.linker.edges,
        responsesFound: found.responses.edges,
        gatheringsFound: found.gatherings.edges,
        evidenceAdded: found.investigation.evidence,
        signalsFound: sum(({ created }) => created),
        sourcesCreated: sum(({ sources }) => sources),
      },
      skipped: [...all.flatMap(({ skipped }) => skipped), ...mapping.skipped],
    };
  },
};
