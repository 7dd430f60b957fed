import type { Request } from 'express';
import type { RoleName } from './role.js';

/** Who sends a request. `role` is null for the public. */
export interface Caller {
  readonly name: string;
  readonly role: RoleName | null;
  /** How they showed who they are; a cookie is sent by a browser on its own, so it needs the CSRF header. */
  readonly by: 'token' | 'session' | 'nothing';
}

export const PUBLIC_CALLER: Caller = { name: 'public', role: null, by: 'nothing' };

/** A request that went through `authenticate`. */
export interface CalledRequest extends Request {
  caller?: Caller;
}

/** Who sent the request; the public when nobody was recognised. */
export function callerOf(request: CalledRequest): Caller {
  return request.caller ?? PUBLIC_CALLER;
}
