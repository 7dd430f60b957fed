import type { Asked, DurableClient, Json, RunId, RunRecord } from '#durable';
import type { RegionScoutRunRepository } from '#graph';
import { PHASE_NAMES, type PhaseName } from '../phases/registry.js';
import { orGiveBack } from './admission.js';
import { whyHeld } from './at-work.js';
import { accepted, refused, type Refused, type ScoutOutcome } from './outcome.js';
import { quoted } from './quoted.js';
import { holdRegion } from './region-hold.js';
import { turnTaken, type RegionTurns } from './region-turns.js';
import { isForkable } from './run-actions.js';
import { freeRunId } from './run-id.js';
import { onceSettled, stillSettling } from './settling.js';
import type { StartChecks } from './start-checks.js';
import { editRefusal } from './step-editing.js';

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
  readonly turns: RegionTurns;
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
    const { durable, checks, clock } = this.parts;
    const run = await durable.get(runId as RunId);
    if (run === null)
      return refused('RUN_NOT_FOUND', `No run is called ${quoted(runId)}.`, 'List runs to see their ids.');
    if (!isForkable(run.kind) || run.objectKey === null) {
      const whole = `${run.id} can't be forked: only phases and investigations have steps to fork from.`;
      return refused('RUN_NOT_FORKABLE', whole, 'Fork one of the phases.');
    }
    const region = run.objectKey;
    const phase = PHASE_NAMES.find((name) => name === run.kind);
    const missing =
      (await checks.refusal(phase ?? 'investigation', region)) ?? (await this.unfitPoint(run, fromStep, editedInput));
    if (missing !== null) return missing;
    const id = await freeRunId(region, clock(), async (taken) => (await durable.get(taken)) !== null);
    const fork = async (): Promise<ScoutOutcome> => {
      const forked = await durable.fork(run.id, fromStep, { id, editedStepInput: editedInput, asked });
      return accepted(`A fork of ${run.id} goes on from "${fromStep}".`, forked);
    };
    return phase === undefined
      ? orGiveBack(() => Promise.resolve(), fork)
      : onceSettled(() => this.inRegion({ region, id, phase, origin: run.rootId }, fork));
  }

  /** Why a fork can't begin at that step with that input; null when it can, as far as can be said without the engine. */
  private async unfitPoint(run: RunRecord, fromStep: string, editedInput?: Json): Promise<Refused | null> {
    const step = await this.parts.durable.step(run.id, fromStep);
    if (step === null)
      return refused(
        'STEP_NOT_FOUND',
        `Run ${run.id} has no step ${quoted(fromStep)}.`,
        'Fork from a step of its journal.',
      );
    return editedInput === undefined ? null : editRefusal({ ...step, workflow: run.kind }, editedInput);
  }

  private async inRegion(
    fork: { readonly region: string; readonly id: RunId; readonly phase: PhaseName; readonly origin: RunId },
    admit: () => Promise<ScoutOutcome>,
  ): Promise<ScoutOutcome> {
    const { regionRuns, turns } = this.parts;
    const { region, id, phase, origin } = fork;
    const busy = turnTaken(await turns.in(region));
    if (busy !== null) return busy;
    // It is not the origin's turn any more: it has ended, and its end is about to be written.
    if ((await regionRuns.get(region)).runId === origin) return stillSettling(origin);
    const hold = await holdRegion(regionRuns, region, { id, kind: 'full', startAt: phase });
    return hold.success ? orGiveBack(hold.release, admit) : whyHeld(hold, region, this.parts);
  }
}
