import { ArgsType, Field } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { PageArgs } from '../graphql/connection.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { IdempotencyKeyField, TextField } from '../graphql/text-fields.js';
import { RegionArgs } from '../regions/region.args.js';
import { ScoutRunFilter } from './run.types.js';

@ArgsType()
export class StartArgs extends RegionArgs {
  @IdempotencyKeyField()
  idempotencyKey?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Not before this moment, at most a year ahead. Until then the region is free for others.',
  })
  @IsOptional()
  startAt?: string | null;
}

@ArgsType()
export class StopArgs extends RegionArgs {
  @Field(() => Boolean, { nullable: true })
  kill?: boolean | null;
}

@ArgsType()
export class ResetArgs extends RegionArgs {
  @TextField({ nullable: true })
  reason?: string | null;
}

@ArgsType()
export class RunListArgs extends PageArgs {
  @Field(() => ScoutRunFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ScoutRunFilter)
  filter?: ScoutRunFilter | null;
}

@ArgsType()
export class StepArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true })
  failedOnly?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Also of everything under this run, oldest first.' })
  deep?: boolean | null;
}

@ArgsType()
export class EventArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true })
  newestFirst?: boolean | null;
}
