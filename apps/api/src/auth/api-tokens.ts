import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ROLES, type RoleName } from './role.js';

/** The API tokens of the configuration, kept only as keyed hashes and compared in constant time. */
export class ApiTokens {
  private readonly key = randomBytes(32);
  private readonly known: readonly { readonly role: RoleName; readonly hash: Buffer }[];

  constructor(tokens: Readonly<Partial<Record<RoleName, string>>>) {
    this.known = ROLES.flatMap((role) => {
      const token = tokens[role];
      return token === undefined ? [] : [{ role, hash: this.hash(token) }];
    });
  }

  /** Role of a token; null for one that is not ours. Takes as long for every token. */
  roleOf(token: string): RoleName | null {
    const given = this.hash(token);
    return this.known.reduce<RoleName | null>(
      (found, { role, hash }) => (timingSafeEqual(given, hash) ? role : found),
      null,
    );
  }

  private hash(token: string): Buffer {
    return createHmac('sha256', this.key).update(token).digest();
  }
}
