import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RunStatus } from '#durable';
import { AccessFor } from '../auth/access.js';
import type { GraphQLContext } from '../graphql/context.js';
import { RunStatusEnum } from '../graphql/enums.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import type { TreeState } from './journal-reads.js';
import { RunErrorType, ScoutRun } from './run.types.js';
import { shownStatus } from './waits.js';

/**
 * What people mean by the state of a full run: that of its phases. In the journal the full run itself stays queued until its
 * phases are done, and when one fails, those above it only say that they waited for it.
 */
@Resolver(() => ScoutRun)
@AccessFor('viewer')
export class FullRunResolver {
  @ResolveField('status', () => RunStatusEnum)
  async status(@Parent() run: ScoutRun, @Context() context: GraphQLContext): Promise<RunStatus> {
    if (run.record.status !== 'queued') return shownStatus(run.record);
    return (await treeOf(run, context))?.status ?? run.record.status;
  }

  @ResolveField('nowDoing', () => String, { nullable: true })
  async nowDoing(@Parent() run: ScoutRun, @Context() context: GraphQLContext): Promise<string | null> {
    return run.nowDoing ?? (await treeOf(run, context))?.nowDoing ?? null;
  }

  @ResolveField('startedAt', () => DateTimeScalar, { nullable: true })
  async startedAt(@Parent() run: ScoutRun, @Context() context: GraphQLContext): Promise<Date | null> {
    return (await treeOf(run, context))?.startedAt ?? run.startedAt;
  }

  @ResolveField('error', () => RunErrorType, { nullable: true })
  async error(@Parent() run: ScoutRun, @Context() context: GraphQLContext): Promise<RunErrorType | null> {
    return run.error === null ? null : ((await treeOf(run, context))?.error ?? run.error);
  }
}

async function treeOf(run: ScoutRun, { loaders }: GraphQLContext): Promise<TreeState | null> {
  return run.kind === 'full' ? loaders.tree.load(run.id) : null;
}
