import { Context, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLContext } from '../graphql/context.js';
import { RoleEnum } from '../graphql/enums.js';
import { Public } from './access.js';
import type { RoleName } from './role.js';

@ObjectType()
export class Me {
  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum)
  role!: RoleName;
}

/** Who is asking. */
@Resolver(() => Me)
@Public()
export class MeResolver {
  @Query(() => Me, { nullable: true, description: 'Who is asking; null without a session or token.' })
  me(@Context() { caller }: GraphQLContext): Me | null {
    return caller.role === null ? null : { name: caller.name, role: caller.role };
  }
}
