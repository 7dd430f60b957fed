import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Gates } from '#scout/runs';
import { AccessFor } from '../auth/access.js';
import type { GraphQLContext } from '../graphql/context.js';
import { presentOutcome } from '../runs/present-run.js';
import { ScoutResult, ScoutRun } from '../runs/run.types.js';
import { GateDecisionArgs, GateType } from './gate.types.js';

/** What runs wait for people to decide. */
@Resolver(() => ScoutRun)
@AccessFor('viewer')
export class GateResolver {
  constructor(private readonly waiting: Gates) {}

  @ResolveField('gates', () => [GateType], { description: 'Of this run and everything under it, oldest first.' })
  async gates(@Parent() run: ScoutRun): Promise<GateType[]> {
    return this.waiting.ofRun(run.record);
  }

  @Mutation(() => ScoutResult, { description: 'Decides what a run waits for, once and for all.' })
  @AccessFor('operator')
  async resolveGate(
    @Args() { gateId, decision, note }: GateDecisionArgs,
    @Context() { caller }: GraphQLContext,
  ): Promise<ScoutResult> {
    return presentOutcome(await this.waiting.resolve(gateId, decision, { actor: caller.name, note }));
  }
}
