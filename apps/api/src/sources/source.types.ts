import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import type { DiscoveryMethod, SourceKind, SourceRole } from '#graph';
import { PageArgs, connectionType } from '../graphql/connection.js';
import { DiscoveryMethodEnum, SourceKindEnum, SourceRoleEnum } from '../graphql/enums.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ description: 'Why a source exists: the tension, actor or page that led to it.' })
export class GapContext {
  @Field(() => String)
  reason!: string;

  @Field(() => ID, { nullable: true })
  tensionId?: string | null;

  @Field(() => Float, { nullable: true })
  heat?: number | null;
}

@ObjectType('Source')
export class SourceObject {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  region!: string;

  @Field(() => String, { description: 'URL or query text.' })
  canonicalValue!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => SourceKindEnum)
  kind!: SourceKind;

  @Field(() => SourceRoleEnum)
  role!: SourceRole;

  @Field(() => DiscoveryMethodEnum)
  discoveryMethod!: DiscoveryMethod;

  @Field(() => Float)
  weight!: number;

  @Field(() => Float, { nullable: true })
  cadenceHours!: number | null;

  @Field(() => Float)
  qualityPenalty!: number;

  @Field(() => Boolean)
  active!: boolean;

  @Field(() => Int)
  signalsProduced!: number;

  @Field(() => Int)
  signalsCorroborated!: number;

  @Field(() => Int)
  tensionsProduced!: number;

  @Field(() => Int)
  scrapeCount!: number;

  @Field(() => Int)
  consecutiveEmptyRuns!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  lastScraped!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  lastProducedSignal!: string | null;

  @Field(() => GapContext, { nullable: true })
  gapContext!: GapContext | null;

  @Field(() => DateTimeScalar)
  createdAt!: string;
}

export const SourceConnection = connectionType(SourceObject, 'Source');

@InputType()
export class SourceFilter {
  @Field(() => Boolean, { nullable: true })
  @IsOptional()
  active?: boolean | null;

  @Field(() => SourceKindEnum, { nullable: true })
  @IsOptional()
  kind?: SourceKind | null;

  @Field(() => SourceRoleEnum, { nullable: true })
  @IsOptional()
  role?: SourceRole | null;
}

@ArgsType()
export class SourceListArgs extends PageArgs {
  @Field(() => String)
  region!: string;

  @Field(() => SourceFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SourceFilter)
  filter?: SourceFilter | null;
}
