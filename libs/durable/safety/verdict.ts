/** What the stores said of themselves. */
export interface StoreFacts {
  readonly redisVersion: string;
  /** Null when the server does not let us ask (`CONFIG` is disabled on some hosted ones). */
  readonly maxmemoryPolicy: string | null;
  readonly appendonly: string | null;
  readonly synchronousCommit: string;
  readonly fsync: string;
  /** `server_version_num`, e.g. 180000. */
  readonly postgresVersion: number;
  /** 0 when there is no schema, or one from before revisions were counted. */
  readonly schemaRevision: number;
}

export interface Danger {
  readonly what: string;
  /** The command that mends it. */
  readonly fix: string;
}

/** The revision of the schema that this code reads and writes; the last migration says the same. */
export const SCHEMA_REVISION = 9;

/** Everything about the stores that could lose or corrupt work, with the command that mends it. Empty when it is safe to start. */
export function dangers(facts: StoreFacts): Danger[] {
  const found: Danger[] = [];
  const add = (unsafe: boolean, what: string, fix: string): void => {
    if (unsafe) found.push({ what, fix });
  };
  const [major = 0, minor = 0] = facts.redisVersion.split('.').map(Number);
  add(
    major < 6 || (major === 6 && minor < 2),
    `Redis ${facts.redisVersion} is too old, 6.2 is needed.`,
    'install redis-server 6.2 or newer',
  );
  const policy = facts.maxmemoryPolicy;
  add(
    policy !== null && policy !== 'noeviction',
    `Redis may evict jobs when memory is short (maxmemory-policy is ${policy}).`,
    'redis-cli CONFIG SET maxmemory-policy noeviction && redis-cli CONFIG REWRITE',
  );
  add(
    facts.appendonly === 'no',
    'Redis forgets its queues when it restarts (appendonly is no).',
    'redis-cli CONFIG SET appendonly yes && redis-cli CONFIG REWRITE',
  );
  add(
    facts.postgresVersion < 160_000,
    `Postgres ${Math.floor(facts.postgresVersion / 10_000)} is too old, 16 is needed.`,
    'install Postgres 16 or newer',
  );
  add(
    facts.synchronousCommit === 'off',
    'Postgres may forget commits it has acknowledged (synchronous_commit is off).',
    `psql -c "ALTER SYSTEM SET synchronous_commit = on" -c "SELECT pg_reload_conf()"`,
  );
  add(
    facts.fsync === 'off',
    'Postgres may lose its data in a power cut (fsync is off).',
    `psql -c "ALTER SYSTEM SET fsync = on" -c "SELECT pg_reload_conf()"`,
  );
  add(
    facts.schemaRevision < SCHEMA_REVISION,
    'The schema "durable" is missing or older than this code.',
    'run the migrations (starting the API does)',
  );
  add(
    facts.schemaRevision > SCHEMA_REVISION,
    `The schema "durable" is newer (revision ${facts.schemaRevision}) than this code (${SCHEMA_REVISION}).`,
    'start the version of the program that migrated it',
  );
  return found;
}
