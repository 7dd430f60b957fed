import { Args, ArgsType, Context, Field, ID, Mutation, Resolver } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { Json } from '#durable';
import { Investigations, RunForks, RunSteering, ScoutRuns } from '#scout/runs';
import { AccessFor } from '../auth/access.js';
import type { GraphQLContext } from '../graphql/context.js';
import { JsonScalar } from '../graphql/scalars.js';
import { presentOutcome } from './present-run.js';
import { ScoutResult, ScoutRun } from './run.types.js';

@ArgsType()
class ForkArgs {
  @Field(() => ID)
  @IsString()
  @MaxLength(200)
  runId!: string;

  @Field(() => String, { description: 'Key of a step of this run: it and what follows run again.' })
  @IsString()
  fromStep!: string;

  @Field(() => JsonScalar, { nullable: true, description: 'What that step is given instead of its own input.' })
  @IsOptional()
  editedInput?: Json;

  @Field(() => String, { nullable: true, description: 'Kept in the audit log and with the run.' })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  reason?: string | null;
}

@ArgsType()
class InvestigateArgs {
  @Field(() => ID)
  @IsString()
  @MaxLength(200)
  signalId!: string;

  @Field(() => String, { nullable: true, description: 'The same key returns the same run.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  idempotencyKey?: string | null;
}

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
    @Args('runId', { type: () => ID }) runId: string,
    @Args('kill', { type: () => Boolean, nullable: true }) kill: boolean | null,
    @Context() { caller }: GraphQLContext,
  ): Promise<ScoutResult> {
    return presentOutcome(await this.steering.stop(runId, { kill: kill ?? false, by: caller.name }));
  }

  @Mutation(() => ScoutResult, { description: 'No new step starts until it is resumed; the region stays its own.' })
  async pauseScoutRun(
    @Args('runId', { type: () => ID }) runId: string,
    @Context() { caller }: GraphQLContext,
  ): Promise<ScoutResult> {
    return presentOutcome(await this.steering.pause(runId, { by: caller.name }));
  }

  @Mutation(() => ScoutResult, { description: 'Lets a paused run go on where it stood.' })
  async resumeScoutRun(@Args('runId', { type: () => ID }) runId: string): Promise<ScoutResult> {
    return presentOutcome(await this.steering.resume(runId));
  }

  @Mutation(() => ScoutResult, {
    description: 'Resumes a failed, cancelled or stuck run: finished steps are not repeated.',
  })
  async retryScoutRun(@Args('runId', { type: () => ID }) runId: string): Promise<ScoutResult> {
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
