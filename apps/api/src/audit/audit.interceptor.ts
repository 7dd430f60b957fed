import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, concatMap, from, map, throwError, type Observable } from 'rxjs';
import { AuditLog, type AuditRecord } from '#scout/runs';
import type { GraphQLContext } from '../graphql/context.js';

/** Writes an entry for everything that a mutation which was let through is about: who, what, why, and how it ended. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(private readonly log: AuditLog) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'graphql') return next.handle();
    const graphql = GqlExecutionContext.create(context);
    const info = graphql.getInfo<GraphQLResolveInfo | undefined>();
    if (info?.parentType.name !== 'Mutation') return next.handle();
    const { caller } = graphql.getContext<GraphQLContext>();
    const args = graphql.getArgs<Readonly<Record<string, unknown>>>();
    const entries = (outcome: (target: string | null) => string): readonly AuditRecord[] =>
      targetsIn(args).map((target) => ({
        who: caller.name,
        role: caller.role ?? 'viewer',
        what: info.fieldName,
        target,
        reason: reasonIn(args),
        outcome: outcome(target),
      }));
    return next.handle().pipe(
      concatMap((result: unknown) =>
        from(this.log.record(entries((target) => outcomeOf(result, target)))).pipe(map(() => result)),
      ),
      catchError((cause: unknown) =>
        from(this.log.record(entries(() => 'error'))).pipe(
          // The store that broke the mutation may be the log's own; what the caller must hear is the mutation's error.
          catchError(() => from([undefined])),
          concatMap(() => throwError(() => cause)),
        ),
      ),
    );
  }
}

/** `ok`, `not_found` for one of many that there is not, or the code of a refusal. */
export function outcomeOf(result: unknown, target: string | null = null): string {
  if (typeof result !== 'object' || result === null) return 'ok';
  if ('notFound' in result && Array.isArray(result.notFound) && result.notFound.includes(target)) return 'not_found';
  if (!('success' in result) || result.success !== false) return 'ok';
  return 'code' in result && typeof result.code === 'string' ? result.code : 'refused';
}

/** What a mutation is about: each thing of a list by itself, or the one that is named. */
export function targetsIn(args: Readonly<Record<string, unknown>>): readonly (string | null)[] {
  const { ids } = args;
  if (Array.isArray(ids) && ids.length > 0) return [...new Set(ids.map(textOf))];
  return [textOf(args['query'] ?? args['runId'] ?? args['gateId'] ?? args['signalId'] ?? args['id'])];
}

/** Why; of a decision also what was decided. */
export function reasonIn(args: Readonly<Record<string, unknown>>): string | null {
  const parts = [textOf(args['decision'] ?? args['status']), textOf(args['reason'] ?? args['note'])];
  return textOf(parts.filter((part) => part !== null).join(': '));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
