import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { RegionRepository, ScoutTaskRepository, SignalRepository, SourceRepository, type RegionScope } from '#graph';
import { FULL_RUN, PHASE_NAMES } from '#scout/phases';
import { Budget } from '#scout/budget';
import { Gates, RegionLookup, ScoutRuns } from '#scout/runs';
import { AccessFor } from '../auth/access.js';
import type { GraphQLContext } from '../graphql/context.js';
import { ApiError } from '../graphql/api-error.js';
import { GateType } from '../gates/gate.types.js';
import { JsonScalar } from '../graphql/scalars.js';
import { JournalReads } from '../runs/journal-reads.js';
import { presentRun } from '../runs/present-run.js';
import { ScoutRun } from '../runs/run.types.js';
import { RegionArgs, RegionReviewArgs } from './region.args.js';
import { RegionStatus } from './region-status.js';
import {
  BlockedBy,
  BudgetType,
  PhaseState,
  RegionReviewType,
  RegionScoutStatus,
  ScoutTaskResult,
} from './region.types.js';

/** A quarter: longer nobody should keep a region waiting. */
const LONGEST_REVIEW_HOURS = 2_160;

/** Regions and what can be run in them. */
@Resolver(() => RegionScoutStatus)
@AccessFor('viewer')
export class RegionResolver {
  constructor(
    private readonly status: RegionStatus,
    private readonly lookup: RegionLookup,
    private readonly runs: ScoutRuns,
    private readonly journal: JournalReads,
    private readonly budgetLedger: Budget,
    private readonly sources: SourceRepository,
    private readonly signals: SignalRepository,
    private readonly tasks: ScoutTaskRepository,
    private readonly regions: RegionRepository,
    private readonly gates: Gates,
  ) {}

  @Query(() => [RegionScoutStatus], { name: 'regions', description: 'Most recently scouted first.' })
  async listRegions(): Promise<RegionScoutStatus[]> {
    return this.status.all();
  }

  @Query(() => RegionScoutStatus, { nullable: true })
  async region(@Args('slug') slug: string): Promise<RegionScoutStatus | null> {
    return this.status.one(slug);
  }

  @Mutation(() => ScoutTaskResult, { description: 'Adds a region by text, without running it.' })
  @AccessFor('operator')
  async createScoutTask(@Args() { query }: RegionArgs): Promise<ScoutTaskResult> {
    const scope = await this.lookup.find(query);
    if ('success' in scope) return { ...scope, region: null };
    await this.lookup.add(scope);
    await this.tasks.upsert(scope.slug, [taskFor(scope, query)]);
    return {
      success: true,
      message: `${scope.name} is on the list.`,
      code: null,
      unblocks: null,
      region: await this.status.one(scope.slug),
    };
  }

  @Mutation(() => RegionScoutStatus, { description: 'Sets whether people approve signals before they go live.' })
  @AccessFor('operator')
  async setRegionReview(@Args() { query, required, timeoutHours }: RegionReviewArgs): Promise<RegionScoutStatus> {
    if (
      timeoutHours !== null &&
      timeoutHours !== undefined &&
      !(timeoutHours > 0 && timeoutHours <= LONGEST_REVIEW_HOURS)
    )
      throw new ApiError(
        'BAD_USER_INPUT',
        `timeoutHours must be more than 0 and at most ${String(LONGEST_REVIEW_HOURS)}.`,
      );
    const scope = await this.lookup.findKnown(query);
    if ('success' in scope) {
      const code = scope.code === 'INVALID_QUERY' ? 'BAD_USER_INPUT' : 'NOT_FOUND';
      throw new ApiError(code, `${scope.message} ${scope.unblocks}`);
    }
    await this.regions.setReview(scope.slug, { required, timeoutHours: timeoutHours ?? null });
    const status = await this.status.one(scope.slug);
    if (status === null) throw new ApiError('NOT_FOUND', `The region "${scope.slug}" is not there any more.`);
    return status;
  }

  @ResolveField('review', () => RegionReviewType)
  async review(@Parent() region: RegionScoutStatus): Promise<RegionReviewType> {
    return this.regions.review(region.regionSlug);
  }

  @ResolveField('pendingGates', () => [GateType], {
    description: 'What runs of this region wait for people to decide.',
  })
  async pendingGates(@Parent() region: RegionScoutStatus): Promise<GateType[]> {
    return this.gates.pending(region.regionSlug);
  }

  @ResolveField('phases', () => [PhaseState])
  async phases(@Parent() region: RegionScoutStatus): Promise<PhaseState[]> {
    return this.status.phases(region);
  }

  @ResolveField('fullRunBlockedBy', () => BlockedBy, {
    nullable: true,
    description: "Why a full run can't start now; null when it can.",
  })
  async fullRunBlockedBy(@Parent() region: RegionScoutStatus): Promise<BlockedBy | null> {
    return this.runs.blockedBy('full', region.held, region.turn);
  }

  @ResolveField('budget', () => BudgetType)
  async budget(@Parent() region: RegionScoutStatus): Promise<BudgetType> {
    return this.budgetLedger.status(region.regionSlug);
  }

  @ResolveField('sourcesDue', () => Int)
  async sourcesDue(@Parent() region: RegionScoutStatus): Promise<number> {
    return this.sources.dueCount(region.regionSlug, new Date());
  }

  @ResolveField('signalCounts', () => JsonScalar, { description: 'Signals by type.' })
  async signalCounts(@Parent() region: RegionScoutStatus): Promise<Readonly<Record<string, number>>> {
    return this.signals.countsByType(region.regionSlug);
  }

  @ResolveField('currentRun', () => ScoutRun, {
    nullable: true,
    description:
      'The run that holds the region, else the one whose turn it is (an investigation); null when there is none.',
  })
  async currentRun(
    @Parent() region: RegionScoutStatus,
    @Context() { loaders }: GraphQLContext,
  ): Promise<ScoutRun | null> {
    const id = region.held.runId ?? region.turn?.id;
    const run = id === undefined ? null : await loaders.run.load(id);
    return run === null ? null : presentRun(run);
  }

  @ResolveField('lastRun', () => ScoutRun, { nullable: true, description: 'The newest run started in this region.' })
  async lastRun(@Parent() region: RegionScoutStatus, @Context() { loaders }: GraphQLContext): Promise<ScoutRun | null> {
    const newest = await this.journal.rootRuns(
      { region: region.regionSlug, statuses: null, workflows: [FULL_RUN.workflow, ...PHASE_NAMES] },
      { first: 1 },
    );
    const id = newest.edges[0]?.node;
    const run = id === undefined ? null : await loaders.run.load(id);
    return run === null ? null : presentRun(run);
  }
}

/** The newest run of a phase. */
@Resolver(() => PhaseState)
@AccessFor('viewer')
export class PhaseStateResolver {
  @ResolveField('lastRun', () => ScoutRun, { nullable: true })
  async lastRun(@Parent() state: PhaseState, @Context() { loaders }: GraphQLContext): Promise<ScoutRun | null> {
    const run = state.lastRunId === null ? null : await loaders.run.load(state.lastRunId);
    return run === null ? null : presentRun(run);
  }
}

function taskFor(scope: RegionScope, query: string) {
  return {
    key: scope.slug,
    source: 'manual',
    query: query.trim(),
    center: scope.center,
    radiusKm: scope.radiusKm,
    priority: 1,
    reason: 'added by an operator',
  } as const;
}
