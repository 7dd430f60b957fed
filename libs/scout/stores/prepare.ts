import { setTimeout as pause } from 'node:timers/promises';
import { migrateGraph } from '#graph';
import type { StoreLogger, Stores } from './connect.js';

/** Of the advisory lock that lets one process migrate Postgres at a time; any number, the same everywhere. */
const MIGRATION_LOCK = 7_203_004;
const RETRY_MS = 1_000;

const ignore = (): void => undefined;

/** Brings both schemas up to this code's version; other processes wait at the lock meanwhile. Throws when a store is down or its schema is not ours. */
export async function migrateStores(stores: Stores): Promise<void> {
  if (!stores.dataSource.isInitialized) await stores.dataSource.initialize();
  const client = await stores.pool.connect();
  // Its connection may break while others work under its lock: then the unlocking says so.
  client.on('error', ignore);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await stores.dataSource.runMigrations();
      await migrateGraph(stores.graph);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
    client.off('error', ignore);
    client.release();
  } catch (cause) {
    client.release(true);
    throw cause;
  }
}

/** Migrates, trying again every second until it worked or `signal` is aborted. Returns whether it worked; each new cause is logged once. */
export async function prepareStores(stores: Stores, logger: StoreLogger, signal: AbortSignal): Promise<boolean> {
  let told = '';
  while (!signal.aborted) {
    try {
      await migrateStores(stores);
      logger.info({}, 'the stores are migrated');
      return true;
    } catch (error) {
      const problem = describe(error);
      if (problem !== told) logger.warn({ problem }, 'the stores are not ready; trying again every second');
      told = problem;
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return false;
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
}
