import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Investigations, RunForks, RunSteering, ScoutRuns } from '#scout/runs';
import { AccessFor } from '../auth/access.js';
import type { GraphQLContext } from '../graphql/context.js';
import { presentOutcome } from './present-run.js';
import { ScoutResult, ScoutRun } from './run.types.js';
import { ForkArgs, InvestigateArgs, RunArgs, StopRunArgs } from './steering.args.js';

/** What an operator does with one run. A part of a run (a phase, a source) stands for the whole it belongs to, except to fork. */
@Resolver(() => ScoutRun)
@AccessFor('operator')
export class SteeringResolver {
  constructor(
    private readonly runs: ScoutRuns,
    private readonly steering: RunSteering,
    private readonly forks: RunForks,
    private readonly investigations: Investigations,
  ) {}

  @Mutation(() => ScoutResult, { description: 'Cooperative: no new step starts. `kill` fences at once.' })
  async stopScoutRun(
    @Args() { runId, kill }: StopRunArgs,
    @Context() { caller }: GraphQLContext,
  ): Promise<ScoutResult> {
    return presentOutcome(await this.steering.stop(runId, { kill: kill ?? false, by: caller.name }));
  }

  @Mutation(() => ScoutResult, { description: 'No new step starts until it is resumed; the region stays its own.' })
  async pauseScoutRun(@Args() { runId }: RunArgs, @Context() { caller }: GraphQLContext): Promise<ScoutResult> {
    return presentOutcome(await this.steering.pause(runId, { by: caller.name }));
  }

  @Mutation(() => ScoutResult, { description: 'Lets a paused run go on where it stood.' })
  async resumeScoutRun(@Args() { runId }: RunArgs): Promise<ScoutResult> {
    return presentOutcome(await this.steering.resume(runId));
  }

  @Mutation(() => ScoutResult, {
    description: 'Resumes a failed, cancelled or stuck run: finished steps are not repeated.',
  })
  async retryScoutRun(@Args() { runId }: RunArgs): Promise<ScoutResult> {
    return presentOutcome(await this.runs.retry(runId));
  }

  @Mutation(() => ScoutResult, {
    description:
      'A new run that goes on from a step of this one, which stays as it is. What was finished before is kept.',
  })
  async forkScoutRun(@Args() args: ForkArgs, @Context() { caller }: GraphQLContext): Promise<ScoutResult> {
    const { runId, fromStep, editedInput, reason } = args;
    const request = { runId, fromStep, editedInput: editedInput ?? undefined, reason: reason ?? undefined };
    return presentOutcome(await this.forks.fork({ ...request, by: caller.name }));
  }

  @Mutation(() => ScoutResult, { description: 'Looks into one signal or tension alone, as a run of its own.' })
  async investigateSignal(@Args() args: InvestigateArgs, @Context() { caller }: GraphQLContext): Promise<ScoutResult> {
    const { signalId, idempotencyKey } = args;
    const request = { signalId, idempotencyKey: idempotencyKey ?? undefined, actor: caller.name };
    return presentOutcome(await this.investigations.start(request));
  }
}
