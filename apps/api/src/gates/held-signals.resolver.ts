import { ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { HeldSignals } from '#scout/runs';
import { AccessFor } from '../auth/access.js';
import { MAX_REVIEWS } from '../signals/review.types.js';
import { GateType } from './gate.types.js';

/** What a gate left held. */
@Resolver(() => GateType)
@AccessFor('viewer')
export class HeldSignalsResolver {
  constructor(private readonly held: HeldSignals) {}

  @ResolveField('heldSignalIds', () => [ID], {
    description: `Of a gate that ended without approval: its signals that are held still, at most ${String(MAX_REVIEWS)}.`,
  })
  async heldSignalIds(@Parent() gate: GateType): Promise<readonly string[]> {
    return (await this.held.of(gate)).slice(0, MAX_REVIEWS);
  }
}
