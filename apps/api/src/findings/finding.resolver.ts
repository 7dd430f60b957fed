import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { FindingRepository, type Finding } from '#graph';
import { AccessFor } from '../auth/access.js';
import { PageArgs, type Connection } from '../graphql/connection.js';
import { FindingStatusEnum } from '../graphql/enums.js';
import { graphConnection, graphPage } from '../graphql/graph-page.js';
import { FindingConnection, FindingObject, FindingResult, FindingStatusArgs } from './finding.types.js';

/** What the supervisor found wrong, and what an operator decided about it. */
@Resolver(() => FindingObject)
@AccessFor('viewer')
export class FindingResolver {
  constructor(private readonly findingRepository: FindingRepository) {}

  @Query(() => FindingConnection)
  async findings(
    @Args('region') region: string,
    @Args('status', { type: () => FindingStatusEnum, nullable: true }) status: Finding['status'] | null,
    @Args() page: PageArgs,
  ): Promise<Connection<Finding>> {
    const found = await this.findingRepository.list(region, { status: status ?? undefined, ...graphPage(page) });
    return graphConnection(found, page, (finding) => finding.createdAt);
  }

  @Mutation(() => FindingResult, { description: 'Resolves, dismisses, snoozes or reopens; dismissing needs a reason.' })
  @AccessFor('operator')
  async setFindingStatus(@Args() { id, status, reason }: FindingStatusArgs): Promise<FindingResult> {
    if ((status === 'dismissed' || status === 'snoozed') && !reason?.trim()) {
      return { success: false, message: 'Say why: dismissing or snoozing a finding needs a reason.', finding: null };
    }
    const finding = await this.findingRepository.setStatus(id, status, reason ?? null);
    if (finding === null) return { success: false, message: 'There is no finding with this id.', finding: null };
    return { success: true, message: `The finding is ${status}.`, finding };
  }
}
