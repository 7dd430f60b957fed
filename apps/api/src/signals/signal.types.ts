import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type {
  ActorMention,
  Channel,
  Evidence,
  EventStatus,
  GeoPoint,
  Level,
  LocationPrecision,
  Relevance,
  ReviewStatus,
  Sensitivity,
  Signal,
  SignalType,
} from '#graph';
import { Actor } from '../actors/actor.types.js';
import { connectionType } from '../graphql/connection.js';
import {
  ActorRoleEnum,
  AlignmentEnum,
  ChannelEnum,
  EventStatusEnum,
  LevelEnum,
  RelevanceEnum,
  ResponseKindEnum,
  ReviewStatusEnum,
  SensitivityEnum,
  SignalTypeEnum,
} from '../graphql/enums.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType('Evidence')
export class EvidenceType {
  /** Row of the web archive; read by the resolver of `archived`. */
  archiveId!: Evidence['archiveId'];

  @Field(() => ID)
  id!: string;

  @Field(() => String)
  quote!: string;

  @Field(() => Int, { description: 'Where the quote stands in the archived main text, in characters.' })
  quoteOffset!: number;

  @Field(() => AlignmentEnum)
  alignment!: Evidence['alignment'];

  @Field(() => String)
  sourceUrl!: string;

  @Field(() => DateTimeScalar)
  retrievedAt!: string;

  @Field(() => String)
  contentHash!: string;

  @Field(() => RelevanceEnum)
  relevance!: Relevance;

  @Field(() => Float)
  confidence!: number;

  @Field(() => ChannelEnum)
  channel!: Channel;
}

@ObjectType()
export class ActorLink {
  @Field(() => Actor)
  actor!: Actor;

  @Field(() => ActorRoleEnum)
  role!: ActorMention['role'];
}

@ObjectType('Signal')
export class SignalObject {
  /** As stored, like the two below; blurred by the resolvers of the fields of these names. */
  location!: GeoPoint | null;
  locationName!: string | null;
  locationPrecision!: LocationPrecision | null;

  @Field(() => ID)
  id!: string;

  @Field(() => String)
  region!: string;

  @Field(() => SignalTypeEnum)
  type!: SignalType;

  @Field(() => String)
  title!: string;

  @Field(() => String, { nullable: true })
  summary!: string | null;

  @Field(() => ReviewStatusEnum)
  reviewStatus!: ReviewStatus;

  @Field(() => String, { nullable: true })
  reviewReason!: string | null;

  @Field(() => Float)
  confidence!: number;

  @Field(() => SensitivityEnum)
  sensitivity!: Sensitivity;

  @Field(() => DateTimeScalar, { nullable: true })
  startsAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  endsAt!: string | null;

  @Field(() => String, { nullable: true })
  timeZone!: string | null;

  @Field(() => String, { nullable: true })
  rrule!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  nextOccurrence!: string | null;

  @Field(() => EventStatusEnum, { nullable: true })
  eventStatus!: EventStatus | null;

  @Field(() => String, { nullable: true })
  organizer!: string | null;

  @Field(() => String, { nullable: true })
  availability!: string | null;

  @Field(() => String, { nullable: true })
  eligibility!: string | null;

  @Field(() => LevelEnum, { nullable: true })
  urgency!: Level | null;

  @Field(() => LevelEnum, { nullable: true })
  severity!: Level | null;

  @Field(() => String, { nullable: true })
  category!: string | null;

  @Field(() => String, { nullable: true })
  whatNeeded!: string | null;

  @Field(() => String, { nullable: true })
  whatWouldHelp!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  effectiveDate!: string | null;

  @Field(() => String)
  sourceUrl!: string;

  @Field(() => String, { nullable: true })
  actionUrl!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  contentDate!: string | null;

  @Field(() => String, { nullable: true })
  language!: string | null;

  @Field(() => [String])
  tags!: readonly string[];

  @Field(() => Int)
  corroborationCount!: number;

  @Field(() => Int)
  sourceDiversity!: number;

  @Field(() => Float)
  causeHeat!: number;

  @Field(() => DateTimeScalar)
  extractedAt!: string;

  @Field(() => DateTimeScalar)
  lastConfirmedAt!: string;

  @Field(() => String)
  createdBy!: string;

  @Field(() => ID)
  runId!: string;
}

@ObjectType('ResponseLink')
export class ResponseLinkType {
  @Field(() => SignalObject)
  signal!: Signal;

  @Field(() => ResponseKindEnum)
  kind!: 'RESPONDS_TO' | 'DRAWN_TO';

  @Field(() => Float)
  matchStrength!: number;

  @Field(() => String)
  explanation!: string;
}

export const SignalConnection = connectionType(SignalObject, 'Signal');
