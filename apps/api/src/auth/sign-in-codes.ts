import { createHash, randomBytes } from 'node:crypto';
import type { RoleName } from './role.js';

const GOOD_FOR_MS = 15 * 60_000;
const FAILURES_ALLOWED = 20;
const FAILURE_WINDOW_MS = 60_000;

type Redeemed =
  { readonly kind: 'ok'; readonly role: RoleName } | { readonly kind: 'unknown' } | { readonly kind: 'throttled' };

/** One-time codes that open a session: the one of the configuration, and those that operators ask for. */
export class SignInCodes {
  private readonly open = new Map<string, { readonly role: RoleName; readonly until: number }>();
  private failures: number[] = [];

  constructor(
    configured: string | undefined,
    private readonly clock: () => Date = () => new Date(),
  ) {
    if (configured !== undefined)
      this.open.set(digest(configured), { role: 'operator', until: Number.POSITIVE_INFINITY });
  }

  /** A new code for a session of this role, good once within 15 minutes. */
  issue(role: RoleName): string {
    const code = randomBytes(18).toString('base64url');
    this.open.set(digest(code), { role, until: this.clock().getTime() + GOOD_FOR_MS });
    return code;
  }

  /** Uses a code up. After 20 wrong codes within a minute nobody can try for the rest of it. */
  redeem(code: string): Redeemed {
    const now = this.clock().getTime();
    this.failures = this.failures.filter((at) => at > now - FAILURE_WINDOW_MS);
    if (this.failures.length >= FAILURES_ALLOWED) return { kind: 'throttled' };
    const key = digest(code);
    const found = this.open.get(key);
    this.open.delete(key);
    if (found !== undefined && found.until > now) return { kind: 'ok', role: found.role };
    this.failures.push(now);
    return { kind: 'unknown' };
  }
}

function digest(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
