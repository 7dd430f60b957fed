import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Finding } from '#graph';
import { connectionType } from '../graphql/connection.js';
import { FindingSeverityEnum, FindingStatusEnum } from '../graphql/enums.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { IdField, TextField } from '../graphql/text-fields.js';

@ObjectType('Finding')
export class FindingObject {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  region!: string;

  @Field(() => String)
  type!: string;

  @Field(() => FindingSeverityEnum)
  severity!: Finding['severity'];

  @Field(() => ID)
  targetId!: string;

  @Field(() => String)
  targetLabel!: string;

  @Field(() => String)
  description!: string;

  @Field(() => String, { nullable: true })
  suggestedAction!: string | null;

  @Field(() => FindingStatusEnum)
  status!: Finding['status'];

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => Int)
  seenCount!: number;

  @Field(() => DateTimeScalar)
  createdAt!: string;
}

export const FindingConnection = connectionType(FindingObject, 'Finding');

@ObjectType()
export class FindingResult {
  @Field(() => Boolean)
  success!: boolean;

  @Field(() => String)
  message!: string;

  @Field(() => FindingObject, { nullable: true })
  finding!: Finding | null;
}

@ArgsType()
export class FindingStatusArgs {
  @IdField()
  id!: string;

  @Field(() => FindingStatusEnum)
  status!: Finding['status'];

  @TextField({ nullable: true })
  reason?: string | null;
}
