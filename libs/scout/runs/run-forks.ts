import type { Asked, DurableClient, Json, RunId } from '#durable';
import type { RegionScoutRunRepository } from '#graph';
import { PHASE_NAMES } from '../phases/registry.js';
import { orGiveBack } from './admission.js';
import { accepted, refused, type ScoutOutcome } from './outcome.js';
import { holdRegion } from './region-hold.js';
import { isForkable } from './run-actions.js';
import { freeRunId } from './run-id.js';
import type { StartChecks } from './start-checks.js';

export interface ForkRequest extends Asked {
  readonly runId: string;
  /** Key of a step in the run's journal. */
  readonly fromStep: string;
  /** What that step is to be given instead of its own input. */
  readonly editedInput?: Json;
}

export interface RunForksParts {
  readonly durable: DurableClient;
  readonly regionRuns: RegionScoutRunRepository;
  readonly checks: StartChecks;
  readonly clock: () => Date;
}

/** Branches runs at a step. */
export class RunForks {
  constructor(private readonly parts: RunForksParts) {}

  /**
   * Starts a run that goes on from a step of another one. Of a phase of a full run: the phases before it keep what they found, those after it run
   * again. The region is taken first, and given back when the fork can't be admitted.
   */
  async fork({ runId, fromStep, editedInput, ...asked }: ForkRequest): Promise<ScoutOutcome> {
    const { durable, regionRuns, checks, clock } = this.parts;
    const run = await durable.get(runId as RunId);
    if (run === null) return refused('RUN_NOT_FOUND', `No run is called "${runId}".`, 'List runs to see their ids.');
    if (!isForkable(run.kind) || run.objectKey === null) {
      const whole = `${run.id} has no steps of its own to fork from, or is read by another run.`;
      return refused('STEP_NOT_FOUND', whole, 'Fork one of the phases.');
    }
    const phase = PHASE_NAMES.find((name) => name === run.kind);
    const missing = await checks.refusal(phase ?? 'investigation', run.objectKey);
    if (missing !== null) return missing;
    if ((await durable.step(run.id, fromStep)) === null) {
      return refused('STEP_NOT_FOUND', `Run ${run.id} has no step "${fromStep}".`, 'Fork from a step of its journal.');
    }
    const id = await freeRunId(run.objectKey, clock(), async (taken) => (await durable.get(taken)) !== null);
    const fork = async (): Promise<ScoutOutcome> => {
      const forked = await durable.fork(run.id, fromStep, { id, editedStepInput: editedInput, asked });
      return accepted(`A fork of ${run.id} goes on from "${fromStep}".`, forked);
    };
    if (phase === undefined) return orGiveBack(() => Promise.resolve(), fork);
    const hold = await holdRegion(regionRuns, run.objectKey, { id, kind: 'full', startAt: phase });
    return hold.success ? orGiveBack(hold.release, fork) : hold;
  }
}
