import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { SituationRepository, type Arc, type Signal, type Situation } from '#graph';
import { Public } from '../auth/access.js';
import { PageArgs, type Connection } from '../graphql/connection.js';
import type { GraphQLContext } from '../graphql/context.js';
import { ArcEnum } from '../graphql/enums.js';
import { GeoPointType } from '../graphql/geo.types.js';
import { graphConnection, graphPage } from '../graphql/graph-page.js';
import { SignalObject } from '../signals/signal.types.js';
import { maySeeSignal, visiblePoint } from '../signals/visibility.js';
import { Citation, DispatchObject, SituationConnection, SituationObject } from './situation.types.js';

/** Situations and their dispatches. The public sees those with at least one public signal, and no flagged dispatch. */
@Resolver(() => SituationObject)
@Public()
export class SituationResolver {
  constructor(private readonly situationRepository: SituationRepository) {}

  @Query(() => SituationConnection, { name: 'situations', description: 'Hottest first. Public like signals.' })
  async listSituations(
    @Args('region') region: string,
    @Args('arc', { type: () => ArcEnum, nullable: true }) arc: Arc | null,
    @Args() page: PageArgs,
    @Context() context: GraphQLContext,
  ): Promise<Connection<Situation>> {
    const found = await this.situationRepository.list(region, { arc: arc ?? undefined, ...graphPage(page) });
    const shown = graphConnection(found, page, (situation) => situation.temperature);
    if (context.caller.role !== null) return shown;
    const visible = await Promise.all(shown.edges.map(({ node }) => this.isVisible(node, context)));
    return { ...shown, edges: shown.edges.filter((_, index) => visible[index]) };
  }

  @Query(() => SituationObject, { nullable: true })
  async situation(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: GraphQLContext,
  ): Promise<Situation | null> {
    const situation = await this.situationRepository.get(id);
    return situation !== null && (await this.isVisible(situation, context)) ? situation : null;
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
    @Context() { loaders, caller }: GraphQLContext,
  ): Promise<readonly DispatchObject[]> {
    const dispatches = await loaders.dispatches.load(situation.id);
    return caller.role === null ? dispatches.filter((dispatch) => !dispatch.flaggedForReview) : dispatches;
  }

  private async isVisible(situation: Situation, context: GraphQLContext): Promise<boolean> {
    return context.caller.role !== null || (await this.visibleMembers(situation, context)).length > 0;
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
