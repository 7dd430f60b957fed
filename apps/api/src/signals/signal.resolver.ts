import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { SignalRepository, type LocationPrecision, type Signal } from '#graph';
import { Public } from '../auth/access.js';
import { ArchivedPageType } from '../archive/archived-page.types.js';
import type { Connection } from '../graphql/connection.js';
import type { GraphQLContext } from '../graphql/context.js';
import { LocationPrecisionEnum } from '../graphql/enums.js';
import { GeoPointType } from '../graphql/geo.types.js';
import { graphConnection, graphPage } from '../graphql/graph-page.js';
import { SituationObject } from '../situations/situation.types.js';
import { SignalListArgs, graphFilter } from './signal-filter.js';
import { ActorLink, EvidenceType, ResponseLinkType, SignalConnection, SignalObject } from './signal.types.js';
import { asSeenBy, maySeeSignal } from './visibility.js';

/** Signals with what hangs on them. Without a role: only what is live, sure enough and blurred. */
@Resolver(() => SignalObject)
@Public()
export class SignalResolver {
  constructor(private readonly signals: SignalRepository) {}

  @Query(() => SignalConnection, {
    name: 'signals',
    description: 'Newest first. Public: without a role only what is live, confident enough and blurred.',
  })
  async listSignals(
    @Args() { region, filter, ...page }: SignalListArgs,
    @Context() { caller }: GraphQLContext,
  ): Promise<Connection<Signal>> {
    const found = await this.signals.list(region, graphFilter(filter, caller), graphPage(page));
    return graphConnection(found, page, (signal) => signal.extractedAt);
  }

  @Query(() => SignalObject, {
    nullable: true,
    description: 'Public like the list. A merged signal answers as its survivor.',
  })
  async signal(
    @Args('id', { type: () => ID }) id: string,
    @Context() { caller }: GraphQLContext,
  ): Promise<Signal | null> {
    const signal = await this.signals.get(id);
    return signal !== null && maySeeSignal(caller, signal) ? signal : null;
  }

  @ResolveField('location', () => GeoPointType, {
    nullable: true,
    description: 'Blurred by sensitivity for everyone below operator.',
  })
  location(@Parent() signal: Signal, @Context() { caller }: GraphQLContext): GeoPointType | null {
    return asSeenBy(caller, signal).location;
  }

  @ResolveField('locationName', () => String, {
    nullable: true,
    description: 'Null for a sensitive signal for everyone below operator.',
  })
  locationName(@Parent() signal: Signal, @Context() { caller }: GraphQLContext): string | null {
    return asSeenBy(caller, signal).locationName;
  }

  @ResolveField('locationPrecision', () => LocationPrecisionEnum, {
    nullable: true,
    description: 'Never finer than the blur of `location`.',
  })
  locationPrecision(@Parent() signal: Signal, @Context() { caller }: GraphQLContext): LocationPrecision | null {
    return asSeenBy(caller, signal).locationPrecision;
  }

  @ResolveField('evidence', () => [EvidenceType])
  async evidence(@Parent() signal: Signal, @Context() { loaders }: GraphQLContext): Promise<readonly EvidenceType[]> {
    return loaders.evidence.load(signal.id);
  }

  @ResolveField('actors', () => [ActorLink], { description: 'The public sees no individuals.' })
  async actors(
    @Parent() signal: Signal,
    @Context() { loaders, caller }: GraphQLContext,
  ): Promise<readonly ActorLink[]> {
    const links = await loaders.signalActors.load(signal.id);
    return caller.role === null ? links.filter(({ actor }) => actor.type !== 'individual') : links;
  }

  @ResolveField('respondsTo', () => [ResponseLinkType], { description: 'Tensions that this signal answers.' })
  async respondsTo(
    @Parent() signal: Signal,
    @Context() { loaders, caller }: GraphQLContext,
  ): Promise<readonly ResponseLinkType[]> {
    return (await loaders.respondsTo.load(signal.id)).filter((link) => maySeeSignal(caller, link.signal));
  }

  @ResolveField('responses', () => [ResponseLinkType], { description: 'Signals that answer this tension.' })
  async responses(
    @Parent() signal: Signal,
    @Context() { loaders, caller }: GraphQLContext,
  ): Promise<readonly ResponseLinkType[]> {
    return (await loaders.responses.load(signal.id)).filter((link) => maySeeSignal(caller, link.signal));
  }

  @ResolveField('situations', () => [SituationObject])
  async situations(
    @Parent() signal: Signal,
    @Context() { loaders, caller }: GraphQLContext,
  ): Promise<readonly SituationObject[]> {
    const situations = (await loaders.situationsOfSignal.load(signal.id)).map(({ situation }) => situation);
    if (caller.role !== null) return situations;
    const shown = await Promise.all(situations.map(({ id }) => loaders.situationIsPublic.load(id)));
    return situations.filter((_, index) => shown[index]);
  }
}

/** The archived page behind a quote. */
@Resolver(() => EvidenceType)
@Public()
export class EvidenceResolver {
  @ResolveField('archived', () => ArchivedPageType, {
    nullable: true,
    description: 'Viewers only; null for the public.',
  })
  async archived(
    @Parent() evidence: EvidenceType,
    @Context() { loaders, caller }: GraphQLContext,
  ): Promise<ArchivedPageType | null> {
    return caller.role === null ? null : loaders.archivedPage.load(evidence.archiveId);
  }
}
