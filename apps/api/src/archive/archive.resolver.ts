import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { AccessFor } from '../auth/access.js';
import type { GraphQLContext } from '../graphql/context.js';
import { ArchivedPageType } from './archived-page.types.js';

/** Pages as they were when they were read. */
@Resolver(() => ArchivedPageType)
@AccessFor('viewer')
export class ArchiveResolver {
  @Query(() => ArchivedPageType, { nullable: true })
  async archivedPage(
    @Args('id', { type: () => ID }) id: string,
    @Context() { loaders }: GraphQLContext,
  ): Promise<ArchivedPageType | null> {
    return loaders.archivedPage.load(id);
  }
}
