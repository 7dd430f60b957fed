import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLContext } from '../graphql/context.js';
import { ApiError } from '../graphql/api-error.js';
import { ACCESS, type AccessRule } from './access.js';
import { callerOf, type CalledRequest, type Caller } from './caller.js';
import { includesRole } from './role.js';

/** Lets a caller through to a field or route when its rule allows it. A field without a rule is closed to all. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const refusal = accessRefusal(rule, callerIn(context));
    if (refusal !== null) throw refusal;
    return true;
  }
}

/** Why a caller may not pass under a rule; null when they may. */
export function accessRefusal(rule: AccessRule | undefined, caller: Caller): ApiError | null {
  if (rule === 'public') return null;
  if (rule === undefined) return new ApiError('FORBIDDEN', 'Nobody may read this: it has no access rule.');
  if (includesRole(caller.role, rule)) return null;
  if (caller.role === null)
    return new ApiError('UNAUTHENTICATED', `Sign in or send a token: this is for the role ${rule}.`);
  return new ApiError('FORBIDDEN', `This is for the role ${rule}; yours is ${caller.role}.`);
}

function callerIn(context: ExecutionContext): Caller {
  if (context.getType<string>() === 'graphql')
    return GqlExecutionContext.create(context).getContext<GraphQLContext>().caller;
  return callerOf(context.switchToHttp().getRequest<CalledRequest>());
}
