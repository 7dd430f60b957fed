import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DurableClient, type RunId } from '#durable';
import type { Signal } from '#graph';
import { actionsOf, RunCosts, type RunAction } from '#scout/runs';
import { AccessFor } from '../auth/access.js';
import type { GraphQLContext } from '../graphql/context.js';
import { RunActionEnum } from '../graphql/enums.js';
import { SignalObject } from '../signals/signal.types.js';
import { JournalReads } from './journal-reads.js';
import { presentRun, signalLookedInto } from './present-run.js';
import { RunCost, RunFailures, RunLineage, RunWait, ScoutRun } from './run.types.js';
import { waitingFor } from './waiting-for.js';
import { waitsOf } from './waits.js';

/** What an operator needs to know to steer a run: what may be done, what it waits for, what it cost, where it comes from. */
@Resolver(() => ScoutRun)
@AccessFor('viewer')
export class RunFactsResolver {
  constructor(
    private readonly durable: DurableClient,
    private readonly costs: RunCosts,
    private readonly journal: JournalReads,
  ) {}

  @ResolveField('actions', () => [RunActionEnum], {
    description: 'What may be done with it now: with the whole run it belongs to, and FORK with itself.',
  })
  async actions(@Parent() { record }: ScoutRun, @Context() { loaders }: GraphQLContext): Promise<RunAction[]> {
    const whole = (record.rootId === record.id ? null : await loaders.run.load(record.rootId)) ?? record;
    const goesOn = whole.finishedAt !== null && (await loaders.hasOpenDescendants.load(whole.id));
    return actionsOf(record, { ...whole, goesOn });
  }

  @ResolveField('waitingFor', () => String, {
    nullable: true,
    description: 'In words, of a run that waits: "approval", "3 sources", "starts 21:00 UTC", "a retry at 20:14 UTC".',
  })
  async waitingFor(@Parent() run: ScoutRun, @Context() { loaders }: GraphQLContext): Promise<string | null> {
    const state = await loaders.wait.load(run.id);
    const now = new Date();
    return state === null ? null : waitingFor(waitsOf(state, now), now);
  }

  @ResolveField('waits', () => [RunWait], { description: 'The same for programs; empty for a run that does not wait.' })
  async waits(@Parent() run: ScoutRun, @Context() { loaders }: GraphQLContext): Promise<readonly RunWait[]> {
    const state = await loaders.wait.load(run.id);
    return state === null ? [] : waitsOf(state, new Date());
  }

  @ResolveField('cost', () => RunCost, { description: 'From the ledger, of this run and everything under it.' })
  async cost(@Parent() run: ScoutRun, @Context() { loaders }: GraphQLContext): Promise<RunCost> {
    const [spentMicroUsd, byOperation] = await Promise.all([
      loaders.runCost.load(run.id),
      this.costs.byOperation(run.record),
    ]);
    return { spentMicroUsd, byOperation };
  }

  @ResolveField('failures', () => RunFailures, {
    description:
      'Sources and pages that could not be read while the run went on; of a full run, those of all its phases.',
  })
  async failures(@Parent() { record }: ScoutRun): Promise<RunFailures> {
    return this.journal.failures(record);
  }

  @ResolveField('signal', () => SignalObject, {
    nullable: true,
    description: 'What an investigation looks into; null for any other run.',
  })
  async signal(@Parent() { record }: ScoutRun, @Context() { loaders }: GraphQLContext): Promise<Signal | null> {
    const id = signalLookedInto(record);
    return id === null ? null : loaders.signal.load(id);
  }

  @ResolveField('lineage', () => RunLineage)
  async lineage(@Parent() { record }: ScoutRun, @Context() { loaders }: GraphQLContext): Promise<RunLineage> {
    const [from, forkedFromStep, forks] = await Promise.all([
      record.forkedFrom === null ? null : this.durable.get(record.forkedFrom),
      record.forkedFrom === null ? null : (record.forkedStep ?? this.journal.forkedStepIn(record.id)),
      this.journal.forksOf(record.id),
    ]);
    const runs = await Promise.all(forks.map((id) => loaders.run.load(id as RunId)));
    return {
      forkedFrom: from === null ? null : presentRun(from),
      forkedFromStep,
      forks: runs.flatMap((run) => (run === null ? [] : [presentRun(run)])),
    };
  }
}
