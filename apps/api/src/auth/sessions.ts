import { SignJWT, errors, jwtVerify } from 'jose';
import { ROLES, type RoleName } from './role.js';

export const SESSION_COOKIE = 'scout_session';
const SESSION_HOURS = 12;
const ISSUER = 'scout';

/** Signed session cookies. */
export class Sessions {
  private readonly key: Uint8Array;

  constructor(
    secret: string,
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.key = new TextEncoder().encode(secret);
  }

  /** A token for a role, good for 12 hours. */
  async issue(role: RoleName): Promise<{ readonly token: string; readonly maxAgeMs: number }> {
    const now = Math.floor(this.clock().getTime() / 1_000);
    const token = await new SignJWT({ role })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setIssuedAt(now)
      .setExpirationTime(now + SESSION_HOURS * 3_600)
      .sign(this.key);
    return { token, maxAgeMs: SESSION_HOURS * 3_600_000 };
  }

  /** Role of a session; null when the token is forged, expired or not ours. */
  async roleOf(token: string): Promise<RoleName | null> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        issuer: ISSUER,
        algorithms: ['HS256'],
        currentDate: this.clock(),
      });
      return ROLES.find((role) => role === payload['role']) ?? null;
    } catch (cause) {
      if (cause instanceof errors.JOSEError) return null;
      throw cause;
    }
  }
}

/** The value of a cookie in a `Cookie` header, wherever it stands; null when absent. */
export function cookieIn(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
