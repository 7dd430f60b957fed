import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ScoutTaskRepository } from '#graph';
import { AccessFor } from '../auth/access.js';
import { RegionStatus } from './region-status.js';
import { RegionScoutStatus, ScoutTask } from './region.types.js';

/** Wishes to scout a region: added by people, or by the supervisor (beacons). */
@Resolver(() => ScoutTask)
@AccessFor('viewer')
export class TaskResolver {
  constructor(
    private readonly tasks: ScoutTaskRepository,
    private readonly status: RegionStatus,
  ) {}

  @Query(() => [ScoutTask])
  async scoutTasks(
    @Args('region', { type: () => String, nullable: true }) region: string | null,
  ): Promise<ScoutTask[]> {
    const tasks = await this.tasks.list({ region: region ?? undefined });
    return tasks.map((task) => ({
      id: task.id,
      query: task.query,
      context: task.reason,
      status: task.status,
      createdAt: task.createdAt,
      regionSlug: task.region,
    }));
  }

  @ResolveField('region', () => RegionScoutStatus, { nullable: true })
  async region(@Parent() task: ScoutTask): Promise<RegionScoutStatus | null> {
    return this.status.one(task.regionSlug);
  }
}
