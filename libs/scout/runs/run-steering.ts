import { Refusal, type Asked, type DurableClient, type RunRecord } from '#durable';
import type { RegionScoutRunRepository } from '#graph';
import { releaseAfter } from '../phases/runner.js';
import { accepted, refused, refusedByEngine, type ScoutOutcome } from './outcome.js';
import { wholeRun } from './whole-run.js';

/** Stops, pauses and resumes runs by their id. A part of a run stands for the whole it belongs to. */
export class RunSteering {
  constructor(
    private readonly durable: DurableClient,
    private readonly regionRuns: RegionScoutRunRepository,
  ) {}

  /** Stops a run after the steps in flight; with `kill` at once: what comes back late is refused. */
  async stop(runId: string, options: Asked & { readonly kill: boolean }): Promise<ScoutOutcome> {
    const run = await wholeRun(this.durable, runId);
    if ('success' in run) return run;
    return this.carryOut(async () => {
      const stopped = await this.durable.cancel(run.id, options);
      // A run that needs attention has no worker that would give the region back.
      if (run.status === 'needs_attention') await releaseAfter(this.regionRuns, null)(stopped);
      return accepted(
        options.kill ? 'The run was stopped at once.' : 'The run stops after the calls in flight.',
        stopped,
      );
    });
  }

  /** Lets no new step of a run begin; it keeps its region until it is resumed or stopped. */
  async pause(runId: string, asked: Asked): Promise<ScoutOutcome> {
    const run = await wholeRun(this.durable, runId);
    if ('success' in run) return run;
    if (isPaused(run))
      return refused('NOT_RUNNING', `Run ${run.id} is paused already.`, 'Resume it to let it go on, or stop it.');
    return this.carryOut(async () =>
      accepted('The run pauses after the steps in flight.', await this.durable.pause(run.id, asked)),
    );
  }

  /** Lets a paused run go on where it stood. */
  async resume(runId: string): Promise<ScoutOutcome> {
    const run = await wholeRun(this.durable, runId);
    if ('success' in run) return run;
    return this.carryOut(async () => accepted('The run goes on.', await this.durable.resume(run.id)));
  }

  private async carryOut(work: () => Promise<ScoutOutcome>): Promise<ScoutOutcome> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof Refusal) return refusedByEngine(cause, 'NOT_RUNNING');
      throw cause;
    }
  }
}

function isPaused(run: RunRecord): boolean {
  return run.status === 'paused' || (run.status === 'running' && run.pauseRequestedAt !== null);
}
