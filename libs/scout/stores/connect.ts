import { Redis } from 'ioredis';
import { Pool, type ClientBase } from 'pg';
import { DataSource } from 'typeorm';
import { connectGraph, type GraphDatabase } from '#graph';
import type { StoresConfig } from './config.js';
import { postgresEntities, postgresMigrations } from './schema.js';

/** Who is told of connections that break: they mend themselves, but an operator wants to know. */
export interface StoreLogger {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

/** Handles of the three stores. Nothing connects before its first use, so a process starts while a store is down. */
export interface Stores {
  readonly pool: Pool;
  /** TypeORM on the same Postgres; initialised by `prepareStores`. */
  readonly dataSource: DataSource;
  readonly redis: Redis;
  readonly graph: GraphDatabase;
}

/** Handles for a process called `application` (it shows in the stores' own lists of clients). */
export function connectStores(config: StoresConfig, application: string, logger: StoreLogger): Stores {
  const pool = new Pool({
    connectionString: config.DATABASE_URL,
    application_name: application,
    max: 20,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  pool.on('error', (error) => {
    logger.warn({ err: error.message }, 'an idle Postgres connection was lost');
  });
  pool.on('connect', outlive);
  const redis = new Redis(config.REDIS_URL, {
    lazyConnect: true,
    connectionName: application,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: true,
    retryStrategy: (attempt) => Math.min(200 * attempt, 2_000),
  });
  redis.on('error', (error: Error) => {
    logger.warn({ err: error.message }, 'Redis cannot be reached, trying again');
  });
  const dataSource = new DataSource({
    type: 'postgres',
    url: config.DATABASE_URL,
    applicationName: `${application} (entities)`,
    poolSize: 10,
    connectTimeoutMS: 5_000,
    entities: [...postgresEntities],
    migrations: [...postgresMigrations],
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    logging: false,
    extra: { onConnect: outlive },
  });
  const graph = connectGraph({ uri: config.NEO4J_URI, user: config.NEO4J_USER, password: config.NEO4J_PASSWORD });
  return { pool, dataSource, redis, graph };
}

/** A connection that breaks while it changes hands must not end the process: the next statement on it says so. */
function outlive(client: ClientBase): void {
  client.on('error', () => undefined);
}

/** Closes every handle; call it when nothing uses the stores any more. */
export async function closeStores(stores: Stores): Promise<void> {
  stores.redis.disconnect();
  await Promise.all([
    stores.pool.end(),
    stores.graph.close(),
    stores.dataSource.isInitialized ? stores.dataSource.destroy() : undefined,
  ]);
}
