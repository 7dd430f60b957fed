import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What opens the stores. */
export interface StoreSecrets {
  postgresPassword: string;
  redisPassword: string;
  neo4jPassword: string;
}

/** Everything secret about one instance; made once and kept beside its data. */
export interface Secrets extends StoreSecrets {
  authSecret: string;
  tokens: { viewer: string; operator: string; admin: string };
}

/** The secrets of `folder/secrets.json` (readable by its owner only), made when the folder has none. */
export function secretsOf(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets = makeSecrets();
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** New random secrets. */
export function makeSecrets(): Secrets {
  return {
    postgresPassword: secret(18),
    redisPassword: secret(18),
    neo4jPassword: secret(18),
    authSecret: secret(32),
    tokens: { viewer: secret(24), operator: secret(24), admin: secret(24) },
  };
}

/** Hexadecimal: needs no escaping in a URL or a configuration file. */
export function secret(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
