import type { Redis } from 'ioredis';
import type { DurableClient, RunId } from '#durable';
import { waitUntil } from '../../stack/wait-until.js';
import type { Backlog } from '../observe/observations.js';
import type pg from 'pg';

const RUNS = 3_000;
const AT_ONCE = 100;

/** Admits runs that nobody serves, and reads how much of Redis they take once all were dispatched. */
export async function measureBacklog(client: DurableClient, pool: pg.Pool, redis: Redis): Promise<Backlog> {
  const before = await usedBytes(redis);
  for (let n = 0; n < RUNS; n += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, (_, i) => `backlog-${n + i}` as RunId);
    await Promise.all(batch.map((id) => client.start({ id, workflow: 'backlog', input: { stepMs: [] } })));
  }
  const carried = async (): Promise<boolean> =>
    (await pool.query('SELECT 1 FROM durable.outbox LIMIT 1')).rowCount === 0;
  await waitUntil('all queued runs being dispatched', carried, { withinMs: 60_000 });
  return { runs: RUNS, redisBytes: Math.max(0, (await usedBytes(redis)) - before) };
}

async function usedBytes(redis: Redis): Promise<number> {
  const [, bytes] = /used_memory:(\d+)/.exec(await redis.info('memory')) ?? [];
  return Number(bytes);
}
