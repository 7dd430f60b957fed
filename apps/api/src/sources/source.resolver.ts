import { Args, Query, Resolver } from '@nestjs/graphql';
import { SourceRepository, type Source } from '#graph';
import { AccessFor } from '../auth/access.js';
import type { Connection } from '../graphql/connection.js';
import { graphConnection, graphPage } from '../graphql/graph-page.js';
import { SourceConnection, SourceListArgs, SourceObject } from './source.types.js';

/** Where signals come from. */
@Resolver(() => SourceObject)
@AccessFor('viewer')
export class SourceResolver {
  constructor(private readonly sourceRepository: SourceRepository) {}

  @Query(() => SourceConnection)
  async sources(@Args() { region, filter, ...page }: SourceListArgs): Promise<Connection<Source>> {
    const found = await this.sourceRepository.list(region, {
      active: filter?.active ?? undefined,
      kind: filter?.kind ?? undefined,
      role: filter?.role ?? undefined,
      ...graphPage(page),
    });
    return graphConnection(found, page, (source) => source.canonicalKey);
  }
}
