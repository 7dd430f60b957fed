import type { DurableContext, Json, Workflow } from '#durable';
import { TerminalError } from '#durable';
import type { Signal } from '#graph';
import type { LlmPort, SearchPort } from '../../providers/index.js';
import { updateCauseHeat } from '../../signals/index.js';
import type { PhaseContext, PhaseInput, PhaseResult, ServicesOfRun } from '../phase.js';
import { INVESTIGATION } from '../registry.js';
import { resultAlone } from '../results.js';
import { investigateOne } from './investigation.js';
import { findResponsesTo } from './response-finder.js';
import { totals, totalsOf, type TaskResult } from './task-result.js';
import { linkOne } from './tension-linker.js';

/** Investigations that one worker process runs at once: each is of another region. */
const AT_ONCE = 2;

export type InvestigationInput = PhaseInput & { readonly signalId: string };

/** Other voices on it; and why it exists, or for a tension what answers it. */
async function lookInto(
  context: PhaseContext,
  signal: Signal,
  { llm, search }: { readonly llm: LlmPort; readonly search: SearchPort },
): Promise<TaskResult> {
  const { durable } = context;
  await durable.status(`Looking for other voices on "${signal.title}"`);
  const voices = await investigateOne(context, { llm, search }, signal);
  await durable.status(signal.type === 'tension' ? 'Looking for what answers it' : 'Looking for why it exists');
  const links =
    signal.type === 'tension'
      ? totalsOf('response finder', [await findResponsesTo(context, llm, signal)])
      : totalsOf('tension linker', [await linkOne(context, llm, signal)]);
  await updateCauseHeat(context, 'cause heat');
  return totals([voices, links]);
}

/** One signal or tension looked into alone: what synthesis does with its targets, for this one, whether or not it is due. */
export function investigationWorkflow(
  servicesOf: ServicesOfRun,
  spentMicroUsd: (runId: DurableContext['runId']) => Promise<number>,
): Workflow<InvestigationInput, PhaseResult> {
  return {
    name: INVESTIGATION.workflow,
    queue: INVESTIGATION.queue,
    concurrency: AT_ONCE,
    async run(durable, { region, now, signalId }) {
      const services = servicesOf({ region: region.slug, runId: durable.rootId, orFree: true });
      const context: PhaseContext = { durable, region, now: new Date(now), services };
      const signal = await durable.step<Signal | null>('signal', () => services.signals.get(signalId));
      if (signal === null) throw new TerminalError(`The signal ${signalId} is not there any more.`, 'SIGNAL_NOT_FOUND');
      const { llm, search } = services;
      const missing = llm === null ? 'model' : search === null ? 'search' : null;
      const found = llm === null || search === null ? null : await lookInto(context, signal, { llm, search });
      const spent = await durable.step('money spent', () => spentMicroUsd(durable.runId));
      const counts = {
        evidenceAdded: found?.evidence ?? 0,
        signalsFound: found?.created ?? 0,
        signalsLinked: found?.edges ?? 0,
        sourcesCreated: found?.sources ?? 0,
      };
      const skipped = missing === null ? (found?.skipped ?? []) : [`investigation: no key for ${missing}`];
      return { ...resultAlone({ counts, skipped, spentMicroUsd: spent }), signalId: signal.id as Json };
    },
  };
}
