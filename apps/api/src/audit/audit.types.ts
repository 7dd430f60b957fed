import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionType } from '../graphql/connection.js';
import { RoleEnum } from '../graphql/enums.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType('AuditEntry')
export class AuditEntryType {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTimeScalar)
  at!: Date;

  @Field(() => String)
  who!: string;

  @Field(() => RoleEnum)
  role!: string;

  @Field(() => String)
  what!: string;

  @Field(() => String, { nullable: true })
  target!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => String, { description: '`ok`, the code of a refusal, or `error`.' })
  outcome!: string;
}

export const AuditConnection = connectionType(AuditEntryType, 'Audit');
