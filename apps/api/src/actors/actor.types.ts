import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ActorType } from '#graph';
import { connectionType } from '../graphql/connection.js';
import { ActorTypeEnum } from '../graphql/enums.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType()
export class Actor {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  region!: string;

  @Field(() => String)
  name!: string;

  @Field(() => ActorTypeEnum)
  type!: ActorType;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => [String])
  domains!: readonly string[];

  @Field(() => [String])
  socialUrls!: readonly string[];

  @Field(() => String, { nullable: true })
  locationName!: string | null;

  @Field(() => Int)
  signalCount!: number;

  @Field(() => DateTimeScalar)
  firstSeen!: string;

  @Field(() => DateTimeScalar)
  lastActive!: string;
}

export const ActorConnection = connectionType(Actor, 'Actor');
