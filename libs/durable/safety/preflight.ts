import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import { redisOptions, type RedisTarget } from '../dispatch/redis.js';
import { Refusal } from '../errors.js';
import { settleRestoredEvents } from '../statements/events.js';
import { dangers, type StoreFacts } from './verdict.js';

const CONNECT_MS = 10_000;

/**
 * Looks at the settings of both stores, and brings the events of a restored database into order.
 * Throws a Refusal UNSAFE_STORE that lists every danger with the command that mends it.
 */
export async function preflight(pool: Pool, redis: RedisTarget): Promise<void> {
  const found = dangers({ ...(await askPostgres(pool)), ...(await askRedis(redis)) });
  if (found.length > 0)
    throw new Refusal('UNSAFE_STORE', found.map(({ what }) => what).join(' '), found.map(({ fix }) => fix).join('; '));
  await pool.query(settleRestoredEvents);
}

async function askPostgres(
  pool: Pool,
): Promise<Pick<StoreFacts, 'synchronousCommit' | 'fsync' | 'postgresVersion' | 'schemaRevision'>> {
  const { rows } = await pool.query<{ synchronous: string; fsync: string; version: number; schema: string | null }>(
    `SELECT current_setting('synchronous_commit') AS synchronous, current_setting('fsync') AS fsync,
            current_setting('server_version_num')::int AS version, obj_description(to_regnamespace('durable'), 'pg_namespace') AS schema`,
  );
  const [row] = rows;
  if (!row) throw new Error('Postgres did not say how it is set up.');
  const schemaRevision = Number(/revision (\d+)/.exec(row.schema ?? '')?.[1] ?? 0);
  return { synchronousCommit: row.synchronous, fsync: row.fsync, postgresVersion: row.version, schemaRevision };
}

async function askRedis(
  target: RedisTarget,
): Promise<Pick<StoreFacts, 'redisVersion' | 'maxmemoryPolicy' | 'appendonly'>> {
  const redis = new Redis({
    ...redisOptions(target),
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: 3,
  });
  let lost: unknown;
  redis.on('error', (error) => {
    lost = error;
  });
  try {
    const info = await redis.info('server');
    return {
      redisVersion: /redis_version:(\S+)/.exec(info)?.[1] ?? '0',
      maxmemoryPolicy: await setting(redis, 'maxmemory-policy'),
      appendonly: await setting(redis, 'appendonly'),
    };
  } catch (error) {
    throw new Refusal(
      'REDIS_UNREACHABLE',
      `Redis does not answer: ${String(lost ?? error)}`,
      'start Redis, or mend REDIS_URL',
    );
  } finally {
    redis.disconnect();
  }
}

async function setting(redis: Redis, name: string): Promise<string | null> {
  try {
    const answer = await redis.config('GET', name);
    return Array.isArray(answer) ? String(answer[1]) : null;
  } catch (error) {
    // Hosted servers disable CONFIG; what they run on is theirs to keep safe.
    if (error instanceof Error && /unknown command|NOPERM/i.test(error.message)) return null;
    throw error;
  }
}
