import { Args, Context, Float, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DurableClient, type RunId } from '#durable';
import { FULL_RUN, PHASE_NAMES, SCRAPE_SOURCE, type PhaseName } from '#scout/phases';
import { ScoutRuns, whyInputFixed } from '#scout/runs';
import { AccessFor } from '../auth/access.js';
import type { Connection } from '../graphql/connection.js';
import type { GraphQLContext } from '../graphql/context.js';
import { ScoutPhaseEnum } from '../graphql/enums.js';
import { JsonScalar } from '../graphql/scalars.js';
import { JournalReads } from './journal-reads.js';
import { addedCounts, countsIn, presentOutcome, presentRun, presentStep, workflowsOf } from './present-run.js';
import { EventArgs, ResetArgs, RunListArgs, StartArgs, StepArgs, StopArgs } from './run.args.js';
import {
  EventConnection,
  RunEventType,
  ScoutResult,
  ScoutRun,
  ScoutRunConnection,
  Step,
  StepConnection,
  StepDetail,
} from './run.types.js';

/** Run control and what is known of runs. */
@Resolver(() => ScoutRun)
@AccessFor('viewer')
export class RunResolver {
  constructor(
    private readonly runs: ScoutRuns,
    private readonly durable: DurableClient,
    private readonly journal: JournalReads,
  ) {}

  @Mutation(() => ScoutResult, { description: 'Full run. The answer comes at once; the run goes on.' })
  @AccessFor('operator')
  async runScout(@Args() args: StartArgs, @Context() { caller }: GraphQLContext): Promise<ScoutResult> {
    return presentOutcome(
      await this.runs.start({
        query: args.query,
        kind: 'full',
        idempotencyKey: args.idempotencyKey ?? undefined,
        startAt: args.startAt ? new Date(args.startAt) : undefined,
        actor: caller.name,
      }),
    );
  }

  @Mutation(() => ScoutResult, { description: 'One phase.' })
  @AccessFor('operator')
  async runScoutPhase(
    @Args('phase', { type: () => ScoutPhaseEnum }) phase: PhaseName,
    @Args() args: StartArgs,
    @Context() { caller }: GraphQLContext,
  ): Promise<ScoutResult> {
    return presentOutcome(
      await this.runs.start({
        query: args.query,
        kind: phase,
        idempotencyKey: args.idempotencyKey ?? undefined,
        startAt: args.startAt ? new Date(args.startAt) : undefined,
        actor: caller.name,
      }),
    );
  }

  @Mutation(() => ScoutResult, { description: 'Cooperative: no new step starts. `kill` fences at once.' })
  @AccessFor('operator')
  async stopScout(@Args() { query, kill }: StopArgs, @Context() { caller }: GraphQLContext): Promise<ScoutResult> {
    return presentOutcome(await this.runs.stop(query, { kill: kill ?? false, by: caller.name }));
  }

  @Mutation(() => ScoutResult, { description: 'To `idle`; fences what ran.' })
  @AccessFor('operator')
  async resetScoutStatus(
    @Args() { query, reason }: ResetArgs,
    @Context() { caller }: GraphQLContext,
  ): Promise<ScoutResult> {
    return presentOutcome(await this.runs.reset(query, { by: caller.name, reason: reason ?? undefined }));
  }

  @Mutation(() => ScoutResult, { deprecationReason: 'Use resetScoutStatus.' })
  @AccessFor('operator')
  async resetScoutLock(
    @Args() { query, reason }: ResetArgs,
    @Context() { caller }: GraphQLContext,
  ): Promise<ScoutResult> {
    return presentOutcome(await this.runs.reset(query, { by: caller.name, reason: reason ?? undefined }));
  }

  @Query(() => ScoutRun, { nullable: true })
  async scoutRun(
    @Args('id', { type: () => ID }) id: string,
    @Context() { loaders }: GraphQLContext,
  ): Promise<ScoutRun | null> {
    const run = await loaders.run.load(id);
    return run === null ? null : presentRun(run);
  }

  @Query(() => ScoutRunConnection, { description: 'Root runs, newest first.' })
  async scoutRuns(
    @Args() { filter, ...page }: RunListArgs,
    @Context() { loaders }: GraphQLContext,
  ): Promise<Connection<ScoutRun>> {
    const ids = await this.journal.rootRuns(
      {
        region: filter?.region ?? null,
        statuses: filter?.status ?? null,
        workflows: filter?.kind ? workflowsOf(filter.kind) : null,
      },
      page,
    );
    const edges = await Promise.all(
      ids.edges.map(async ({ cursor, node }) => {
        const run = await loaders.run.load(node);
        return run === null ? [] : [{ cursor, node: presentRun(run) }];
      }),
    );
    return { ...ids, edges: edges.flat() };
  }

  @Query(() => StepDetail, { nullable: true, description: 'One step with what it was given and what it returned.' })
  async scoutStep(
    @Args('runId', { type: () => ID }) runId: string,
    @Args('key') key: string,
    @Context() { loaders }: GraphQLContext,
  ): Promise<StepDetail | null> {
    const [step, run] = await Promise.all([this.durable.step(runId as RunId, key), loaders.run.load(runId)]);
    if (run === null) return null;
    if (step === null) {
      const trying = await this.journal.retryingStep(runId, key);
      if (trying === null) return null;
      return detailOf(runId, trying, { input: null, output: null, error: trying.error }, 'It has not ended.');
    }
    return detailOf(runId, presentStep(step, run.kind), step, whyInputFixed({ ...step, workflow: run.kind }));
  }

  @ResolveField('spentMicroUsd', () => Float, { description: 'Of this run and everything under it.' })
  async spentMicroUsd(@Parent() run: ScoutRun, @Context() { loaders }: GraphQLContext): Promise<number> {
    return loaders.runCost.load(run.id);
  }

  @ResolveField('counts', () => JsonScalar, {
    description: 'By name; of a run that goes on, what its finished parts have counted.',
  })
  async counts(@Parent() run: ScoutRun): Promise<Readonly<Record<string, number>>> {
    if (run.record.output !== null) return countsIn(run.record.output);
    return run.kind === 'full'
      ? addedCounts((await this.childrenOf(run)).map((child) => countsIn(child.record.output)))
      : {};
  }

  @ResolveField('parent', () => ScoutRun, { nullable: true })
  async parent(@Parent() run: ScoutRun, @Context() { loaders }: GraphQLContext): Promise<ScoutRun | null> {
    const { record } = run;
    // In a full run a phase hangs under the phase after it; what people mean by its parent is the full run.
    const id = run.kind === 'phase' && record.rootId !== record.id ? record.rootId : record.parentId;
    const parent = id === null ? null : await loaders.run.load(id);
    return parent === null ? null : presentRun(parent);
  }

  @ResolveField('children', () => [ScoutRun], {
    description: 'A full run: its six phases in order. A scrape: its sources.',
  })
  async children(@Parent() run: ScoutRun): Promise<ScoutRun[]> {
    return this.childrenOf(run);
  }

  @ResolveField('forkedFrom', () => ScoutRun, { nullable: true })
  async forkedFrom(@Parent() run: ScoutRun, @Context() { loaders }: GraphQLContext): Promise<ScoutRun | null> {
    const from = run.record.forkedFrom === null ? null : await loaders.run.load(run.record.forkedFrom);
    return from === null ? null : presentRun(from);
  }

  @ResolveField('steps', () => StepConnection)
  async steps(@Parent() run: ScoutRun, @Args() args: StepArgs): Promise<Connection<Step>> {
    return this.journal.steps(run.id, { ...args, failedOnly: args.failedOnly ?? false, deep: args.deep ?? false });
  }

  @ResolveField('events', () => EventConnection, {
    description: 'Of this run and everything under it, oldest first unless asked otherwise.',
  })
  async events(@Parent() run: ScoutRun, @Args() args: EventArgs): Promise<Connection<RunEventType>> {
    const page = { ...args, newestFirst: args.newestFirst ?? false };
    return this.journal.events({ id: run.id, rootId: run.record.rootId }, page);
  }

  private async childrenOf(run: ScoutRun): Promise<ScoutRun[]> {
    if (run.record.kind === FULL_RUN.workflow) {
      const nodes = await this.durable.descendants(run.record.id);
      return PHASE_NAMES.flatMap((phase) => nodes.filter((node) => node.kind === phase)).map(presentRun);
    }
    const children = await this.durable.children(run.record.id);
    return children.filter((child) => child.kind === SCRAPE_SOURCE.workflow).map(presentRun);
  }
}

function detailOf(
  runId: string,
  step: Step,
  { input, output, error }: Pick<StepDetail, 'input' | 'output' | 'error'>,
  inputFixedBecause: string | null,
): StepDetail {
  const inputEditable = inputFixedBecause === null;
  return { runId, key: step.key, step, input, output, error, inputEditable, inputFixedBecause };
}
