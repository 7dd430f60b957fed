import type { DurableContext, RunId, RunRecord, Workflow } from '#durable';
import type { RegionScoutRunRepository } from '#graph';
import { endsTheRun, reasonOf } from './each-item.js';
import { regionLost } from './graph-services.js';
import type { Phase, PhaseInput, PhaseResult, ServicesOfRun } from './phase.js';
import { beginsPostponedRun, takeTurn } from './postponed-start.js';
import type { PhaseName } from './registry.js';
import {
  COMPLETE,
  FULL_RUN,
  IDLE,
  PHASE_NAMES,
  allowedFrom,
  completeStatus,
  phaseRow,
  runningStatus,
  statusAfterFailure,
} from './registry.js';
import { fullRunResult, phaseResult } from './results.js';

/** Jobs of one phase that one worker process runs at once: each is another region. */
const REGIONS_AT_ONCE = 4;

export interface RunnerDeps {
  readonly services: ServicesOfRun;
  readonly regionRuns: RegionScoutRunRepository;
  /** What a run and its child runs have cost so far. Micro-USD. */
  readonly spentMicroUsd: (runId: RunId) => Promise<number>;
}

/** What a hook is told of a run. */
export type HookRun = Pick<RunRecord, 'rootId' | 'objectKey'>;

/** The region of a run: its object key, else what its root's id says (`{region}-{unix seconds}`). */
export const regionOf = (run: HookRun): string => run.objectKey ?? run.rootId.replace(/-\d+$/, '');

/** Which phase the region was in when its run ended, so that a failure is named after it. */
function phaseAt(status: string): PhaseName | null {
  return PHASE_NAMES.find((phase) => status === runningStatus(phase)) ?? null;
}

/** How the engine names the failure of a run that only waited for one that failed. */
const WAITED_FOR_A_FAILURE = 'ChildFailed';

/**
 * Gives the region back when a run ends without completing; the status is then what the failed phase's predecessor left. In a
 * full run the phase that failed does this, with its own error; those that waited for it have nothing to add.
 */
export const releaseAfter =
  (regionRuns: RegionScoutRunRepository, own: PhaseName | null) =>
  async (run: RunRecord): Promise<void> => {
    const failed = run.status === 'failed' || run.status === 'needs_attention';
    const stopped = run.status === 'cancelled' && run.id === run.rootId;
    if ((!failed && !stopped) || (failed && run.error?.name === WAITED_FOR_A_FAILURE)) return;
    const region = regionOf(run);
    const current = await regionRuns.get(region);
    // Before its first phase began a full run holds `running_bootstrap`; between two phases the last completion stands.
    const phase = own ?? phaseAt(current.status);
    const to = phase === null ? (current.status === COMPLETE ? IDLE : current.status) : statusAfterFailure(phase);
    await regionRuns.fail(region, {
      runId: run.rootId,
      to,
      lastError: stopped ? 'Stopped by an operator.' : (run.error?.message ?? `The run ended as ${run.status}.`),
      failedPhase: stopped ? null : phase,
    });
  };

/**
 * Takes the region for a phase. Not journaled on purpose: it is idempotent for the run that holds the region,
 * and a replay must find out that the region was lost.
 */
async function take(
  durable: DurableContext,
  regionRuns: RegionScoutRunRepository,
  region: string,
  phase: PhaseName,
): Promise<void> {
  const { transitioned } = await regionRuns.transition(region, {
    allowedFrom: [...allowedFrom(phase), runningStatus(phase)],
    to: runningStatus(phase),
    runId: durable.rootId,
  });
  if (!transitioned) throw regionLost({ region, runId: durable.rootId });
}

/**
 * Writes a phase's failure before its run ends as failed, so that whoever sees the failed run finds the region free.
 * `releaseAfter` does the same for ends that no body sees: a worker that died, a stop.
 */
async function giveBack(
  regionRuns: RegionScoutRunRepository,
  durable: DurableContext,
  region: string,
  phase: PhaseName,
  error: unknown,
): Promise<void> {
  await regionRuns.fail(region, {
    runId: durable.rootId,
    to: statusAfterFailure(phase),
    lastError: reasonOf(error),
    failedPhase: phase,
  });
}

/** One phase as a durable workflow: takes the region, runs the phase, writes its completion, adds up what was spent. */
export function phaseWorkflow(phase: PhaseName, body: Phase, deps: RunnerDeps): Workflow<PhaseInput, PhaseResult> {
  const { regionRuns } = deps;
  async function work(durable: DurableContext, input: PhaseInput): Promise<PhaseResult> {
    const earlier = await durable.childOutputs();
    const { region } = input;
    const holder = { region: region.slug, runId: durable.rootId };
    const { counts, skipped } = await body.run({
      durable,
      region,
      now: new Date(input.now),
      services: deps.services(holder),
    });
    const spentMicroUsd = await durable.step('money spent', () => deps.spentMicroUsd(durable.runId));
    const completed = await regionRuns.complete(region.slug, {
      runId: durable.rootId,
      to: completeStatus(phase),
      // A full run holds its region until its last phase is done.
      release: durable.rootId === durable.runId,
    });
    if (!completed) throw regionLost(holder);
    return phaseResult({ phase, counts, skipped, spentMicroUsd, earlier: Object.values(earlier) });
  }
  return {
    name: phase,
    queue: phaseRow(phase).queue,
    concurrency: REGIONS_AT_ONCE,
    async run(durable, input) {
      const { slug } = input.region;
      if (beginsPostponedRun(durable, phase)) await takeTurn(durable, regionRuns, slug, phase);
      await take(durable, regionRuns, slug, phase);
      try {
        return await work(durable, input);
      } catch (error) {
        if (!endsTheRun(error)) await giveBack(regionRuns, durable, slug, phase, error);
        throw error;
      }
    },
    onSettled: releaseAfter(regionRuns, phase),
  };
}

/** The root of a full run: its six phases are done; marks the region complete, gives it back, and tells readers to refresh. */
export function fullRunWorkflow({ regionRuns }: RunnerDeps): Workflow<PhaseInput, PhaseResult> {
  return {
    name: FULL_RUN.workflow,
    queue: FULL_RUN.queue,
    concurrency: REGIONS_AT_ONCE,
    async run(durable, input) {
      const { slug } = input.region;
      const result = fullRunResult(Object.values(await durable.childOutputs()));
      await durable.event('region_refreshed', { region: slug, counts: result.counts });
      const completed = await regionRuns.complete(slug, { runId: durable.rootId, to: COMPLETE, release: true });
      if (!completed && !(await alreadyCompleted(regionRuns, slug)))
        throw regionLost({ region: slug, runId: durable.rootId });
      return result;
    },
    onSettled: releaseAfter(regionRuns, null),
  };
}

/** A worker that died between the completion and the run's end finds its own completion when it comes back. */
async function alreadyCompleted(regionRuns: RegionScoutRunRepository, region: string): Promise<boolean> {
  const { status, runId } = await regionRuns.get(region);
  return status === COMPLETE && runId === null;
}
