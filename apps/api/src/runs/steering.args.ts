import { ArgsType, Field } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import type { Json } from '#durable';
import { JsonScalar } from '../graphql/scalars.js';
import { IdField, IdempotencyKeyField, TextField } from '../graphql/text-fields.js';

/** Which run is meant. */
@ArgsType()
export class RunArgs {
  @IdField()
  runId!: string;
}

@ArgsType()
export class StopRunArgs extends RunArgs {
  @Field(() => Boolean, { nullable: true })
  kill?: boolean | null;
}

@ArgsType()
export class ForkArgs extends RunArgs {
  @TextField({ description: 'Key of a step of this run: it and what follows run again.' })
  fromStep!: string;

  @Field(() => JsonScalar, { nullable: true, description: 'What that step is given instead of its own input.' })
  @IsOptional()
  editedInput?: Json;

  @TextField({ nullable: true, description: 'Kept in the audit log and with the run.' })
  reason?: string | null;
}

@ArgsType()
export class InvestigateArgs {
  @IdField()
  signalId!: string;

  @IdempotencyKeyField()
  idempotencyKey?: string | null;
}
