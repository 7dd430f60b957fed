import type { RedisOptions } from 'bullmq';

/** Where Redis is: a `url`, or else ioredis options. */
export type RedisTarget = RedisOptions;

/**
 * Connection options for BullMQ and ioredis. A URL is taken apart, because BullMQ fills in a default host and port beside it.
 * `redis://[user:password@]host[:port][/db]`, `rediss://` for TLS.
 */
export function redisOptions(target: RedisTarget): RedisOptions {
  const common: RedisOptions = {
    maxRetriesPerRequest: null,
    // What BullMQ's scripts are tried with.
    protocol: 2,
    // A connection that fell silent is given up. Longer than BullMQ's blocking calls.
    socketTimeout: 15_000,
    retryStrategy: (times: number) => Math.min(times * 100, 2_000),
  };
  if (target.url === undefined) return { ...common, ...target };
  const url = new URL(target.url);
  const db = url.pathname.slice(1);
  return {
    ...common,
    host: url.hostname,
    port: Number(url.port || 6379),
    ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    ...(db ? { db: Number(db) } : {}),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}
