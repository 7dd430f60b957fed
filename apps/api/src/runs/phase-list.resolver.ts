import { Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { PHASES, type PhaseName } from '#scout/phases';
import { AccessFor } from '../auth/access.js';
import { ScoutPhaseEnum } from '../graphql/enums.js';

@ObjectType()
export class PhaseInfo {
  @Field(() => ScoutPhaseEnum)
  phase!: PhaseName;

  @Field(() => String)
  label!: string;
}

/** What there is to run besides a full run. */
@Resolver(() => PhaseInfo)
@AccessFor('viewer')
export class PhaseListResolver {
  @Query(() => [PhaseInfo], { description: 'The phases, in the order of a full run.' })
  scoutPhases(): PhaseInfo[] {
    return PHASES.map(({ phase, label }) => ({ phase, label }));
  }
}
