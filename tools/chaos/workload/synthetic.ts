import { Redis } from 'ioredis';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DurableClient, durableMigrations, type Logger } from '#durable';
import type { StoreUrls } from '../../stack/stores.js';
import { TIMES } from './config.js';
import { ROUTES } from './workflows.js';

const DATABASE = 'synthetic';
/** Namespace of the synthetic queues in Redis, beside those of the scout. */
export const PREFIX = 'chaos';

/** The synthetic side of the system as its client sees it, past all links. */
export interface SyntheticStores {
  readonly pool: pg.Pool;
  readonly redis: Redis;
  readonly client: DurableClient;
  close(): Promise<void>;
}

/** The synthetic database behind another address of Postgres. */
export function syntheticUrl(postgres: string): string {
  const url = new URL(postgres);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

/** Creates the synthetic database beside the scout's, and opens a client for it. */
export async function openSynthetic(stores: StoreUrls): Promise<SyntheticStores> {
  await createDatabase(stores.postgres);
  const url = syntheticUrl(stores.postgres);
  const source = await new DataSource({ type: 'postgres', url, migrations: [...durableMigrations] }).initialize();
  await source.runMigrations();
  // No keys: a second row of the same run is what is looked for.
  await source.query('CREATE TABLE IF NOT EXISTS counted (run_id text, step text)');
  await source.query('CREATE TABLE IF NOT EXISTS woke (run_id text, until timestamptz, at timestamptz)');
  await source.destroy();
  const pool = new pg.Pool({ connectionString: url, max: 12, connectionTimeoutMillis: 5_000 });
  // Postgres is restarted on purpose; the query that finds out rejects by itself.
  pool.on('error', () => undefined);
  const redis = new Redis(stores.redis, { maxRetriesPerRequest: 3 });
  redis.on('error', () => undefined);
  const client = new DurableClient({
    pool,
    redis: { url: stores.redis },
    routes: ROUTES,
    prefix: PREFIX,
    logger: QUIET,
    ...TIMES,
  });
  client.open();
  return {
    pool,
    redis,
    client,
    close: async () => {
      await client.close();
      redis.disconnect();
      await pool.end();
    },
  };
}

/** The client's troubles show in what it answers and in the invariants. */
const QUIET: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

async function createDatabase(postgres: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
