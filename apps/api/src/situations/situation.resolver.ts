import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { SituationRepository, type Arc, type Dispatch, type Signal, type Situation } from '#graph';
import { Public } from '../auth/access.js';
import { PageArgs, type Connection } from '../graphql/connection.js';
import type { GraphQLContext } from '../graphql/context.js';
import { ArcEnum } from '../graphql/enums.js';
import { GeoPointType } from '../graphql/geo.types.js';
import { graphConnection, graphPage } from '../graphql/graph-page.js';
import { SignalObject } from '../signals/signal.types.js';
import { PUBLICLY_READABLE, maySeeSignal, visiblePoint } from '../signals/visibility.js';
import { publicIds } from './public-situations.js';
import { Citation, DispatchObject, SituationConnection, SituationObject } from './situation.types.js';

/** Situations and their dispatches. The public sees what its public signals bear out. */
@Resolver(() => SituationObject)
@Public()
export class SituationResolver {
  constructor(private readonly situationRepository: SituationRepository) {}

  @Query(() => SituationConnection, { name: 'situations', description: 'Hottest first. Public like signals.' })
  async listSituations(
    @Args('region') region: string,
    @Args('arc', { type: () => ArcEnum, nullable: true }) arc: Arc | null,
    @Args() page: PageArgs,
    @Context() { caller }: GraphQLContext,
  ): Promise<Connection<Situation>> {
    const ids =
      caller.role === null ? publicIds(await this.situationRepository.words({ region }, PUBLICLY_READABLE)) : undefined;
    const found = await this.situationRepository.list(region, { arc: arc ?? undefined, ids, ...graphPage(page) });
    return graphConnection(found, page, (situation) => situation.temperature);
  }

  @Query(() => SituationObject, { nullable: true })
  async situation(
    @Args('id', { type: () => ID }) id: string,
    @Context() { caller, loaders }: GraphQLContext,
  ): Promise<Situation | null> {
    const situation = await this.situationRepository.get(id);
    if (situation === null || caller.role !== null) return situation;
    return (await loaders.situationIsPublic.load(situation.id)) ? situation : null;
  }

  @ResolveField('centroid', () => GeoPointType, {
    nullable: true,
    description: 'Blurred by sensitivity for everyone below operator.',
  })
  centroid(@Parent() situation: Situation, @Context() { caller }: GraphQLContext): GeoPointType | null {
    return visiblePoint(caller, situation.centroid, situation.sensitivity);
  }

  @ResolveField('signals', () => [SignalObject])
  async signals(@Parent() situation: Situation, @Context() context: GraphQLContext): Promise<readonly Signal[]> {
    return this.visibleMembers(situation, context);
  }

  @ResolveField('dispatches', () => [DispatchObject])
  async dispatches(
    @Parent() situation: Situation,
    @Context() context: GraphQLContext,
  ): Promise<readonly DispatchObject[]> {
    return this.visibleDispatches(situation, context);
  }

  @ResolveField('signalCount', () => Int, { description: 'Of the signals that the caller may see.' })
  async signalCount(@Parent() situation: Situation, @Context() context: GraphQLContext): Promise<number> {
    if (context.caller.role !== null) return situation.signalCount;
    return (await this.visibleMembers(situation, context)).length;
  }

  @ResolveField('tensionCount', () => Int, { description: 'Of the tensions that the caller may see.' })
  async tensionCount(@Parent() situation: Situation, @Context() context: GraphQLContext): Promise<number> {
    if (context.caller.role !== null) return situation.tensionCount;
    return (await this.visibleMembers(situation, context)).filter(({ type }) => type === 'tension').length;
  }

  @ResolveField('dispatchCount', () => Int, { description: 'Of the dispatches that the caller may see.' })
  async dispatchCount(@Parent() situation: Situation, @Context() context: GraphQLContext): Promise<number> {
    if (context.caller.role !== null) return situation.dispatchCount;
    return (await this.visibleDispatches(situation, context)).length;
  }

  /** For the public those that cite, and cite only what it may see. */
  private async visibleDispatches(
    situation: Situation,
    { loaders, caller }: GraphQLContext,
  ): Promise<readonly Dispatch[]> {
    const dispatches = await loaders.dispatches.load(situation.id);
    if (caller.role !== null) return dispatches;
    const shown = await Promise.all(
      dispatches.map(async ({ cites, flaggedForReview }) => {
        if (flaggedForReview || cites.length === 0) return false;
        const cited = await Promise.all(cites.map((id) => loaders.signal.load(id)));
        return cited.every((signal) => signal !== null && maySeeSignal(caller, signal));
      }),
    );
    return dispatches.filter((_, index) => shown[index]);
  }

  private async visibleMembers(situation: Situation, { loaders, caller }: GraphQLContext): Promise<readonly Signal[]> {
    const members = await loaders.situationMembers.load(situation.id);
    return members.map(({ signal }) => signal).filter((signal) => maySeeSignal(caller, signal));
  }
}

/** What a dispatch cites. */
@Resolver(() => DispatchObject)
@Public()
export class DispatchResolver {
  @ResolveField('cites', () => [Citation])
  cites(@Parent() dispatch: DispatchObject): Citation[] {
    return dispatch.cites.map((signalId) => ({ signalId }));
  }
}

/** The cited signal. */
@Resolver(() => Citation)
@Public()
export class CitationResolver {
  @ResolveField('signal', () => SignalObject, { nullable: true })
  async signal(@Parent() citation: Citation, @Context() { loaders, caller }: GraphQLContext): Promise<Signal | null> {
    const signal = await loaders.signal.load(citation.signalId);
    return signal !== null && maySeeSignal(caller, signal) ? signal : null;
  }
}
