import { preflight, Refusal } from '#durable';
import { pendingGraphMigrations } from '#graph';
import { PRICES_AS_OF } from '#scout/budget';
import { closeStores, connectStores, type Stores } from '#scout/stores';

export { PRICES_AS_OF };

/** What one look at a store showed: what, why, and the command that mends it. */
export interface StoreFinding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string | null;
}
/** Where the stores are. */
export interface StoreAddresses {
  readonly postgres: string;
  readonly redis: string;
  readonly neo4j: string;
  readonly neo4jUser: string;
  readonly neo4jPassword: string;
}

const TIMEOUT_MS = 10_000;
/** Leases and timers compare clocks: further apart than this they end too early or too late. */
const MAX_SKEW_MS = 5_000;
const OLDEST_NEO4J_MAJOR = 5;

const POSTGRES_SAYS = `SELECT current_setting('server_version') AS version, clock_timestamp() AS now`;
const NEO4J_SAYS = 'CALL dbms.components() YIELD versions RETURN versions[0] AS version, datetime().epochMillis AS now';

const good = (name: string, detail: string): StoreFinding => ({ name, ok: true, detail, fix: null });
const bad = (name: string, detail: string, fix: string): StoreFinding => ({ name, ok: false, detail, fix });
const reason = (cause: unknown): string => {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reason(cause.errors[0]);
  return cause instanceof Error ? cause.message || cause.name : String(cause);
};

/** Whether a store's clock agrees with this machine's, given what it showed and when it was asked. */
export function clockFinding(store: string, shownMs: number, nowMs: number): StoreFinding {
  const skewMs = Math.abs(shownMs - nowMs);
  return skewMs <= MAX_SKEW_MS
    ? good(`${store} clock`, 'agrees with this machine')
    : bad(
        `${store} clock`,
        `${String(skewMs)} ms off this machine's`,
        'set both clocks by NTP: timedatectl set-ntp true',
      );
}

/** Speaks to the three stores: do they let us in, which version, safe settings, migrations, clocks. Never throws; each has its own time limit. */
export async function storeFindings(addresses: StoreAddresses): Promise<StoreFinding[]> {
  const stores = connectStores(
    {
      DATABASE_URL: addresses.postgres,
      REDIS_URL: addresses.redis,
      NEO4J_URI: addresses.neo4j,
      NEO4J_USER: addresses.neo4jUser,
      NEO4J_PASSWORD: addresses.neo4jPassword,
      QUEUE_PREFIX: 'durable',
    },
    'scout doctor',
    { info: () => undefined, warn: () => undefined },
  );
  try {
    const found = await Promise.all([
      told('postgres', addresses.postgres, () => postgres(stores)),
      told('redis', addresses.redis, () => redis(stores)),
      told('neo4j', addresses.neo4j, () => neo4j(stores)),
    ]);
    const answered = found.slice(0, 2).every(([first]) => first?.ok === true);
    return [...found.flat(), ...(answered ? await settings(stores, addresses.redis) : [])];
  } finally {
    await closeStores(stores).catch(() => undefined);
  }
}

/** What a store tells, or why it tells nothing. */
async function told(store: string, address: string, ask: () => Promise<StoreFinding[]>): Promise<StoreFinding[]> {
  const { host } = new URL(address);
  const late = new Promise<never>((_, reject) => {
    setTimeout(reject, TIMEOUT_MS, new Error(`no answer within ${String(TIMEOUT_MS)} ms`)).unref();
  });
  return Promise.race([ask(), late]).catch((cause: unknown) => [
    bad(
      store,
      `${host} does not answer as a ${store} that knows us: ${reason(cause)}`,
      'npm start (it restarts a store that died; with stores of your own: start it, and mend its address and password)',
    ),
  ]);
}

async function postgres({ pool, dataSource }: Stores): Promise<StoreFinding[]> {
  const { rows } = await pool.query<{ version: string; now: Date }>(POSTGRES_SAYS);
  const now = Date.now();
  if (!dataSource.isInitialized) await dataSource.initialize();
  const pending = await dataSource.showMigrations();
  return [
    good('postgres', `version ${rows[0]?.version ?? 'unknown'}`),
    migrationsFinding('postgres', pending ? ['at least one'] : []),
    clockFinding('postgres', rows[0]?.now.getTime() ?? 0, now),
  ];
}

async function redis({ redis: client }: Stores): Promise<StoreFinding[]> {
  const version = /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? 'unknown';
  const [seconds] = await client.time();
  return [good('redis', `version ${version}`), clockFinding('redis', Number(seconds) * 1000, Date.now())];
}

async function neo4j({ graph }: Stores): Promise<StoreFinding[]> {
  const [row] = await graph.read<{ version: string; now: number }>(NEO4J_SAYS);
  const now = Date.now();
  const version = row?.version ?? 'unknown';
  const old = Number(version.split('.')[0]) < OLDEST_NEO4J_MAJOR;
  return [
    old
      ? bad('neo4j', `version ${version} has no vector indexes`, 'install Neo4j 5.26 or newer')
      : good('neo4j', `version ${version}`),
    migrationsFinding('neo4j', await pendingGraphMigrations(graph)),
    clockFinding('neo4j', Number(row?.now ?? 0), now),
  ];
}

const migrationsFinding = (store: string, pending: readonly string[]): StoreFinding =>
  pending.length === 0
    ? good(`${store} migrations`, 'all applied')
    : bad(
        `${store} migrations`,
        `not applied: ${pending.join(', ')}`,
        'npm start (API and workers apply them when they start)',
      );

/** The settings without which a crash may lose what was promised. */
async function settings({ pool }: Stores, redisUrl: string): Promise<StoreFinding[]> {
  const { hostname, port, username, password } = new URL(redisUrl);
  try {
    await preflight(pool, {
      host: hostname,
      port: Number(port === '' ? 6379 : port),
      ...(username === '' ? {} : { username: decodeURIComponent(username) }),
      ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    });
    return [good('store settings', 'Redis noeviction with AOF, Postgres with synchronous_commit and fsync')];
  } catch (cause) {
    const fix = cause instanceof Refusal ? cause.unblocks : null;
    return [bad('store settings', reason(cause), fix ?? 'npm start')];
  }
}
