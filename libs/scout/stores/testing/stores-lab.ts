import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DurableClient } from '#durable';
import { workflowQueues } from '../../runs/workflow-queues.js';
import type { StoresConfig } from '../config.js';
import { closeStores, connectStores, type Stores } from '../connect.js';
import { migrateStores } from '../prepare.js';

/** Stores of a test file: a Postgres database and a queue namespace of its own; Neo4j is shared, so use region slugs of your own. */
export interface StoresLab {
  readonly config: StoresConfig;
  readonly stores: Stores;
  readonly durable: DurableClient;
  close(): Promise<void>;
}

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Configuration of fresh stores on the servers that `npm test` provides; the database is created, not migrated. */
export async function freshStoresConfig(): Promise<{ config: StoresConfig; drop: () => Promise<void> }> {
  const name = `lab_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const server = required('TEST_DATABASE_URL');
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const config: StoresConfig = {
    DATABASE_URL: url.href,
    REDIS_URL: required('TEST_REDIS_URL'),
    NEO4J_URI: required('TEST_NEO4J_URI'),
    NEO4J_USER: required('TEST_NEO4J_USER'),
    NEO4J_PASSWORD: required('TEST_NEO4J_PASSWORD'),
    QUEUE_PREFIX: name,
  };
  return { config, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Opens migrated stores; close it when done. */
export async function openStoresLab(): Promise<StoresLab> {
  const { config, drop } = await freshStoresConfig();
  const stores = connectStores(config, 'test', quiet);
  await migrateStores(stores);
  const durable = new DurableClient({
    pool: stores.pool,
    redis: { url: config.REDIS_URL },
    prefix: config.QUEUE_PREFIX,
    routes: workflowQueues(),
    logger: quiet,
  });
  return {
    config,
    stores,
    durable,
    close: async () => {
      await durable.close();
      await closeStores(stores);
      await drop();
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set; \`npm test\` starts the stores and sets it.`);
  return value;
}
