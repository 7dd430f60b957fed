import type { StoreName } from '../schedule.js';
import type { Inject } from './fault.js';
import { livingPid, untilBack, untilGone } from './process.js';

/** Redis forgets everything. */
export const flushRedis: Inject = async (_fault, { redis }) => {
  const keys = await redis.dbsize();
  await redis.flushall();
  return { pid: null, detail: `Redis forgot ${keys} keys` };
};

/** Redis dies; started again, it has what its append-only file says. */
export const restartRedis: Inject = restart('redis', 'SIGKILL', 'SIGTERM');
/** Postgres dies (kill -9) or shuts down at once (SIGQUIT, "immediate"); started again, it recovers from its log. */
export const restartPostgres: Inject = restart('postgres', 'SIGKILL', 'SIGQUIT');
/** Neo4j dies or is asked to end. */
export const restartNeo4j: Inject = restart('neo4j', 'SIGKILL', 'SIGTERM');

function restart(store: StoreName, rude: NodeJS.Signals, abrupt: NodeJS.Signals): Inject {
  return async (fault, { system }) => {
    const supervised = system.store(store);
    const pid = await livingPid(supervised);
    const before = performance.now();
    const signal = fault.rude ? rude : abrupt;
    process.kill(pid, signal);
    await untilGone(pid, 40_000);
    await untilBack(supervised, 90_000);
    return { pid, detail: `${store} away for ${Math.round(performance.now() - before)} ms after ${signal}` };
  };
}
