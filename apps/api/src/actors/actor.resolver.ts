import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { ActorRepository, type Actor as StoredActor } from '#graph';
import { Public } from '../auth/access.js';
import { PageArgs, type Connection } from '../graphql/connection.js';
import type { GraphQLContext } from '../graphql/context.js';
import { graphConnection, graphPage } from '../graphql/graph-page.js';
import { Actor, ActorConnection } from './actor.types.js';

/** Organisations and public bodies; individuals are shown to nobody without a role. */
@Resolver(() => Actor)
@Public()
export class ActorResolver {
  constructor(private readonly actorRepository: ActorRepository) {}

  @Query(() => ActorConnection, { name: 'actors', description: 'By name. The public sees no individuals.' })
  async listActors(
    @Args('region') region: string,
    @Args() page: PageArgs,
    @Context() { caller }: GraphQLContext,
  ): Promise<Connection<StoredActor>> {
    const exceptType = caller.role === null ? 'individual' : undefined;
    const found = await this.actorRepository.list(region, { exceptType, ...graphPage(page) });
    return graphConnection(found, page, (actor) => actor.name);
  }

  @Query(() => Actor, { nullable: true })
  async actor(
    @Args('id', { type: () => ID }) id: string,
    @Context() { caller }: GraphQLContext,
  ): Promise<StoredActor | null> {
    const actor = await this.actorRepository.get(id);
    return caller.role === null && actor?.type === 'individual' ? null : actor;
  }
}
