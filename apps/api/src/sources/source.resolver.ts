import { Args, Query, Resolver } from '@nestjs/graphql';
import { SourceRepository, type Source } from '#graph';
import { AccessFor } from '../auth/access.js';
import { PageArgs, type Connection } from '../graphql/connection.js';
import { graphConnection, graphPage } from '../graphql/graph-page.js';
import { SourceConnection, SourceFilter, SourceObject } from './source.types.js';

/** Where signals come from. */
@Resolver(() => SourceObject)
@AccessFor('viewer')
export class SourceResolver {
  constructor(private readonly sourceRepository: SourceRepository) {}

  @Query(() => SourceConnection)
  async sources(
    @Args('region') region: string,
    @Args('filter', { type: () => SourceFilter, nullable: true }) filter: SourceFilter | null,
    @Args() page: PageArgs,
  ): Promise<Connection<Source>> {
    const found = await this.sourceRepository.list(region, {
      active: filter?.active ?? undefined,
      kind: filter?.kind ?? undefined,
      role: filter?.role ?? undefined,
      ...graphPage(page),
    });
    return graphConnection(found, page, (source) => source.canonicalKey);
  }
}
