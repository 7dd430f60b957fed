import type { NextFunction, Response } from 'express';
import type { ApiErrorCode } from '../graphql/api-error.js';
import type { ApiTokens } from './api-tokens.js';
import { PUBLIC_CALLER, type CalledRequest, type Caller } from './caller.js';
import { SESSION_COOKIE, cookieIn, type Sessions } from './sessions.js';

/** Header that a page of ours sends and a foreign form can't. */
export const CSRF_HEADER = 'x-scout-csrf';
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Finds out who calls, for every route. A wrong token is refused here, also where the public may read. */
export function authenticate(tokens: ApiTokens, sessions: Sessions) {
  return async (request: CalledRequest, response: Response, next: NextFunction): Promise<void> => {
    const caller = await identify(request, tokens, sessions);
    if (caller === null) {
      refuse(
        response,
        401,
        'UNAUTHENTICATED',
        'This token is not known here. Use one of the tokens of this system (stack.json).',
      );
      return;
    }
    if (caller.by === 'session' && !READING.has(request.method) && request.headers[CSRF_HEADER] === undefined) {
      refuse(
        response,
        403,
        'CSRF',
        `Requests with a session cookie that change something need the header ${CSRF_HEADER}: 1.`,
      );
      return;
    }
    request.caller = caller;
    next();
  };
}

/** The caller; null when a token was given that is not known. */
async function identify(request: CalledRequest, tokens: ApiTokens, sessions: Sessions): Promise<Caller | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    const role = token === undefined ? null : tokens.roleOf(token);
    return role === null ? null : { name: `${role} token`, role, by: 'token' };
  }
  const cookie = cookieIn(request.headers.cookie, SESSION_COOKIE);
  const role = cookie === null ? null : await sessions.roleOf(cookie);
  return role === null ? PUBLIC_CALLER : { name: `${role} session`, role, by: 'session' };
}

/** One error shape for GraphQL clients and others alike. */
function refuse(response: Response, status: number, code: ApiErrorCode, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
