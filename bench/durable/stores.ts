import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { durableMigrations } from '#durable';
import { openPortBook } from '../../tools/stack/ports.js';
import { postgresProcess } from '../../tools/stack/postgres.js';
import { redisProcess } from '../../tools/stack/redis.js';
import { secretsOf } from '../../tools/stack/secrets.js';
import { startAll, stopAll } from '../../tools/stack/stores.js';
import { Supervised } from '../../tools/stack/supervised.js';
import type { EngineStores } from './run-engine.js';

/** Postgres and Redis of the benchmark's own. */
export interface BenchStores {
  /** A database of its own for each engine, so that none reads another's tables. */
  for(engine: string): Promise<EngineStores>;
  stop(): Promise<void>;
}

/** Starts stores set up as in production: every commit is flushed, Redis appends to its file. */
export async function startBenchStores(say: (line: string) => void): Promise<BenchStores> {
  const folder = mkdtempSync(join(tmpdir(), 'community-scout-bench-'));
  const ports = openPortBook();
  const secrets = secretsOf(folder);
  const postgres = await postgresProcess({
    folder: join(folder, 'postgres'),
    port: await ports.take(26_000),
    password: secrets.postgresPassword,
    database: 'bench',
    logFile: join(folder, 'postgres.log'),
    say,
  });
  const redis = redisProcess({
    folder: join(folder, 'redis'),
    port: await ports.take(26_001),
    password: secrets.redisPassword,
    logFile: join(folder, 'redis.log'),
  });
  const processes = [postgres, redis].map((spec) => new Supervised(spec, () => undefined, say));
  const stop = async (): Promise<void> => {
    await stopAll(processes);
    ports.release();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await startAll(processes);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return {
    stop,
    for: async (engine) => {
      const databaseUrl = await ownDatabase(postgres.url, `bench_${engine.replace(/\W/g, '_')}`);
      if (engine === 'scout') await migrate(databaseUrl);
      return { databaseUrl, redisUrl: redis.url };
    },
  };
}

async function ownDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function migrate(url: string): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url, migrations: [...durableMigrations] }).initialize();
  await source.runMigrations();
  await source.destroy();
}
