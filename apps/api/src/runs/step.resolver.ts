import { Context, Float, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AccessFor } from '../auth/access.js';
import type { GraphQLContext } from '../graphql/context.js';
import { Step, StepAttempt, StepDetail } from './run.types.js';

const FAILED_ATTEMPTS = 'Attempts after which the step was, or will be, tried again.';
const COST = 'From the ledger, with what was booked for attempts that were cut off.';

/** What went wrong before with a step of a list, and what it cost. */
@Resolver(() => Step)
@AccessFor('viewer')
export class StepResolver {
  @ResolveField('failedAttempts', () => [StepAttempt], { description: FAILED_ATTEMPTS })
  async failedAttempts(
    @Parent() { runId, key }: Step,
    @Context() { loaders }: GraphQLContext,
  ): Promise<readonly StepAttempt[]> {
    return loaders.failedAttempts.load({ runId, key });
  }

  @ResolveField('costMicroUsd', () => Float, { description: COST })
  async costMicroUsd(@Parent() { runId, key }: Step, @Context() { loaders }: GraphQLContext): Promise<number> {
    return loaders.stepCost.load({ runId, key });
  }
}

/** What went wrong before with a step. */
@Resolver(() => StepDetail)
@AccessFor('viewer')
export class StepDetailResolver {
  @ResolveField('failedAttempts', () => [StepAttempt], { description: FAILED_ATTEMPTS })
  async failedAttempts(
    @Parent() { runId, key }: StepDetail,
    @Context() { loaders }: GraphQLContext,
  ): Promise<readonly StepAttempt[]> {
    return loaders.failedAttempts.load({ runId, key });
  }
}
