import { createHash, randomBytes } from 'node:crypto';
import type { RoleName } from './role.js';
import type { UsedCodes } from './used-codes.js';

const GOOD_FOR_MS = 15 * 60_000;
const FAILURES_ALLOWED = 20;
const FAILURE_WINDOW_MS = 60_000;

type Redeemed =
  { readonly kind: 'ok'; readonly role: RoleName } | { readonly kind: 'unknown' } | { readonly kind: 'throttled' };

/** One-time codes that open a session: the one of the configuration, and those that operators ask for. */
export class SignInCodes {
  private readonly open = new Map<string, { readonly role: RoleName; readonly until: number }>();
  /** Times of wrong codes by address, none older than the window. */
  private failures = new Map<string, readonly number[]>();

  constructor(
    configured: string | undefined,
    private readonly used: Pick<UsedCodes, 'use'>,
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

  /** Uses a code up. After 20 wrong codes within a minute their address cannot try for the rest of it. */
  async redeem(code: string, address: string): Promise<Redeemed> {
    const now = this.clock().getTime();
    this.forgetFailuresBefore(now - FAILURE_WINDOW_MS);
    const failed = this.failures.get(address) ?? [];
    if (failed.length >= FAILURES_ALLOWED) return { kind: 'throttled' };
    // Counted before the store is asked, so that many guesses at once are counted too; taken back when the code is right.
    this.failures.set(address, [...failed, now]);
    const key = digest(code);
    const found = this.open.get(key);
    if (found === undefined || found.until <= now || !(await this.used.use(key))) {
      this.open.delete(key);
      return { kind: 'unknown' };
    }
    this.open.delete(key);
    this.failures.set(address, (this.failures.get(address) ?? []).slice(1));
    return { kind: 'ok', role: found.role };
  }

  private forgetFailuresBefore(time: number): void {
    this.failures = new Map(
      [...this.failures]
        .map(([address, times]) => [address, times.filter((at) => at > time)] as const)
        .filter(([, times]) => times.length > 0),
    );
  }
}

function digest(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
