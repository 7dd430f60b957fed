import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ReviewStatus, Signal } from '#graph';
import { ReviewStatusEnum } from '../graphql/enums.js';
import { SignalObject } from './signal.types.js';

/** Signals that one request can decide about. */
export const MAX_REVIEWS = 500;

@ArgsType()
class Decision {
  @Field(() => ReviewStatusEnum)
  @IsIn(Object.values(ReviewStatusEnum))
  status!: ReviewStatus;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  reason?: string | null;
}

@ArgsType()
export class ReviewArgs extends Decision {
  @Field(() => ID)
  @IsString()
  @MaxLength(200)
  id!: string;
}

@ArgsType()
export class ReviewManyArgs extends Decision {
  @Field(() => [ID], { description: `At most ${String(MAX_REVIEWS)}.` })
  @ArrayMaxSize(MAX_REVIEWS)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  ids!: string[];
}

@ObjectType()
export class ReviewedSignals {
  @Field(() => [SignalObject], { description: 'As they are now.' })
  changed!: readonly Signal[];

  @Field(() => [ID], { description: 'Of these ids there is no signal, or it was merged into another.' })
  notFound!: readonly string[];
}
