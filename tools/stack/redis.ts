import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { ProcessSpec } from './supervised.js';
import { basics } from './surroundings.js';

/** A Redis server on 127.0.0.1 that keeps every write (AOF) and never evicts: queues must not lose keys. */
export function redisProcess(options: {
  folder: string;
  port: number;
  password: string;
  logFile: string;
}): ProcessSpec & { url: string } {
  const { folder, port, password, logFile } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const settings = join(folder, 'redis.conf');
  // In a file, not on the command line, where every user of the machine could read the password.
  writeFileSync(settings, redisSettings({ folder, port, password }), { mode: 0o600 });
  return {
    role: 'redis',
    command: 'redis-server',
    args: [settings],
    env: basics(),
    cwd: folder,
    logFile,
    readyWithinMs: 30_000,
    ready: () => answers(port, password),
    url: `redis://:${password}@127.0.0.1:${port}/0`,
  };
}

/** The text of redis.conf. */
export function redisSettings(at: { folder: string; port: number; password: string }): string {
  return [
    'bind 127.0.0.1',
    `port ${at.port}`,
    `requirepass ${at.password}`,
    `dir "${at.folder}"`,
    'daemonize no',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

async function answers(port: number, password: string): Promise<boolean> {
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    password,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  // The rejected connect() below says the same; without a listener the event would end the program.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } finally {
    redis.disconnect();
  }
}
