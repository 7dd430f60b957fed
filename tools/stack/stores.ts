import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { neo4jJars } from './neo4j-jars.js';
import { neo4jLauncher } from './neo4j-launcher.js';
import { neo4jProcess } from './neo4j.js';
import { postgresProcess } from './postgres.js';
import { redisProcess } from './redis.js';
import { Supervised } from './supervised.js';
import type { StoreSecrets } from './secrets.js';

/** Where the three stores answer. */
export interface StoreUrls {
  postgres: string;
  redis: string;
  neo4j: string;
  neo4jUser: string;
  neo4jPassword: string;
}

/** The three stores as supervised processes, not yet started. */
export interface Stores {
  urls: StoreUrls;
  processes: Supervised[];
}

/** Prepares Postgres, Redis and Neo4j with their data and logs under `folder`. */
export async function prepareStores(options: {
  folder: string;
  ports: { postgres: number; redis: number; neo4j: number };
  secrets: StoreSecrets;
  changed: () => void;
  say: (line: string) => void;
}): Promise<Stores> {
  const { folder, ports, secrets, changed, say } = options;
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const postgres = await postgresProcess({
    folder: join(folder, 'postgres'),
    port: ports.postgres,
    password: secrets.postgresPassword,
    database: 'scout',
    logFile: join(logs, 'postgres.log'),
    say,
  });
  const redis = redisProcess({
    folder: join(folder, 'redis'),
    port: ports.redis,
    password: secrets.redisPassword,
    logFile: join(logs, 'redis.log'),
  });
  const jars = await neo4jJars(say);
  const neo4j = neo4jProcess({
    jars,
    launcher: await neo4jLauncher(jars),
    folder: join(folder, 'neo4j'),
    port: ports.neo4j,
    password: secrets.neo4jPassword,
    logFile: join(logs, 'neo4j.log'),
  });
  return {
    urls: {
      postgres: postgres.url,
      redis: redis.url,
      neo4j: neo4j.url,
      neo4jUser: neo4j.user,
      neo4jPassword: secrets.neo4jPassword,
    },
    processes: [postgres, redis, neo4j].map((spec) => new Supervised(spec, changed, say)),
  };
}

/** Starts them side by side; resolves when all answer. */
export async function startAll(processes: readonly Supervised[]): Promise<void> {
  await Promise.all(processes.map((process) => process.start()));
}

/** Stops them side by side; resolves when all are gone. */
export async function stopAll(processes: readonly Supervised[]): Promise<void> {
  await Promise.all(processes.map((process) => process.stop()));
}
