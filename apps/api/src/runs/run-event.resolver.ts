import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AccessFor } from '../auth/access.js';
import type { GraphQLContext } from '../graphql/context.js';
import { RunEventType, RunPart } from './run.types.js';

/** What an event is of. */
@Resolver(() => RunEventType)
@AccessFor('viewer')
export class RunEventResolver {
  @ResolveField('part', () => RunPart, {
    nullable: true,
    description: 'The run that it happened in: the whole, a phase or a source.',
  })
  async part(@Parent() event: RunEventType, @Context() { loaders }: GraphQLContext): Promise<RunPart | null> {
    return loaders.part.load(event.runId);
  }
}
