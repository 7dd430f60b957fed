import { ArgsType, Field, Float, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsNumber, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import type { ReviewStatus, SignalFilter as GraphFilter, SignalType } from '#graph';
import type { Caller } from '../auth/caller.js';
import { includesRole } from '../auth/role.js';
import { PageArgs } from '../graphql/connection.js';
import { BoundsInput, NearInput } from '../graphql/geo.types.js';
import { ReviewStatusEnum, SignalTypeEnum } from '../graphql/enums.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { PUBLIC_CONFIDENCE } from './visibility.js';

@InputType()
export class SignalFilter {
  @Field(() => [SignalTypeEnum], { nullable: true })
  @IsOptional()
  types?: SignalType[] | null;

  @Field(() => ReviewStatusEnum, { nullable: true })
  @IsOptional()
  reviewStatus?: ReviewStatus | null;

  @Field(() => Float, { nullable: true })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  minConfidence?: number | null;

  @Field(() => String, { nullable: true, description: 'Words to look for in title, summary, place or organizer.' })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  search?: string | null;

  @Field(() => NearInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => NearInput)
  near?: NearInput | null;

  @Field(() => BoundsInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => BoundsInput)
  bounds?: BoundsInput | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Happens at or after this time; signals without one: found then.',
  })
  @IsOptional()
  @IsString()
  from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @IsOptional()
  @IsString()
  to?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsString()
  situationId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsString()
  sourceId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsString()
  runId?: string | null;
}

@ArgsType()
export class SignalListArgs extends PageArgs {
  @Field(() => String)
  region!: string;

  @Field(() => SignalFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SignalFilter)
  filter?: SignalFilter | null;
}

/** The filter as the graph takes it, narrowed to what the caller may see. A public caller who asks for staged signals gets live ones. */
export function graphFilter(filter: SignalFilter | null | undefined, caller: Caller): GraphFilter {
  const { near } = filter ?? {};
  const asked: GraphFilter = {
    types: filter?.types ?? undefined,
    reviewStatus: filter?.reviewStatus ?? undefined,
    minConfidence: filter?.minConfidence ?? undefined,
    search: filter?.search?.trim() || undefined,
    near: near ? { point: { latitude: near.latitude, longitude: near.longitude }, radiusKm: near.radiusKm } : undefined,
    bounds: filter?.bounds ?? undefined,
    // Asking again and again whether a signal lies in a box would undo the blur.
    placeSensitivities: includesRole(caller.role, 'operator') ? undefined : ['general'],
    from: filter?.from ?? undefined,
    to: filter?.to ?? undefined,
    situationId: filter?.situationId ?? undefined,
    sourceId: filter?.sourceId ?? undefined,
    runId: filter?.runId ?? undefined,
  };
  if (caller.role !== null) return asked;
  return { ...asked, reviewStatus: 'live', minConfidence: Math.max(asked.minConfidence ?? 0, PUBLIC_CONFIDENCE) };
}
