import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import type { Arc, Clarity, DispatchType, GeoPoint, Sensitivity } from '#graph';
import { connectionType } from '../graphql/connection.js';
import { ArcEnum, ClarityEnum, DispatchTypeEnum, SensitivityEnum } from '../graphql/enums.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType('TemperatureParts')
export class TemperaturePartsType {
  @Field(() => Float)
  tensionHeat!: number;

  @Field(() => Float)
  entityVelocity!: number;

  @Field(() => Float)
  responseGap!: number;

  @Field(() => Float)
  amplification!: number;

  @Field(() => Float)
  clarityNeed!: number;
}

@ObjectType()
export class Citation {
  @Field(() => ID)
  signalId!: string;
}

@ObjectType('Dispatch')
export class DispatchObject {
  /** Ids of the cited signals; `cites` resolves them. */
  cites!: readonly string[];

  @Field(() => ID)
  id!: string;

  @Field(() => DispatchTypeEnum)
  type!: DispatchType;

  @Field(() => String, { description: 'Factual sentences end with `[signal:ID]`.' })
  body!: string;

  @Field(() => DateTimeScalar)
  createdAt!: string;

  @Field(() => Boolean)
  flaggedForReview!: boolean;

  @Field(() => String, { nullable: true })
  flagReason!: string | null;

  @Field(() => Float)
  fidelityScore!: number;
}

@ObjectType('Situation')
export class SituationObject {
  /** As stored; blurred by the resolver of the field of this name. */
  centroid!: GeoPoint | null;
  /** Counts of everything; those that the caller may see are counted by the resolver. */
  signalCount!: number;
  tensionCount!: number;
  dispatchCount!: number;

  @Field(() => ID)
  id!: string;

  @Field(() => String)
  region!: string;

  @Field(() => String)
  headline!: string;

  @Field(() => String)
  lede!: string;

  @Field(() => ArcEnum)
  arc!: Arc;

  @Field(() => ClarityEnum)
  clarity!: Clarity;

  @Field(() => Float)
  temperature!: number;

  @Field(() => TemperaturePartsType)
  parts!: TemperaturePartsType;

  @Field(() => SensitivityEnum)
  sensitivity!: Sensitivity;

  @Field(() => Float)
  echoScore!: number;

  @Field(() => DateTimeScalar)
  firstSeen!: string;

  @Field(() => DateTimeScalar)
  lastUpdated!: string;
}

export const SituationConnection = connectionType(SituationObject, 'Situation');
