import { setTimeout as delay } from 'node:timers/promises';
import { UNHELD } from './fault.js';
import { workerName } from '../system/chaos-system.js';
import type { Supervised } from '../../stack/supervised.js';
import type { PlannedFault } from '../schedule.js';
import type { TcpProxy, Weather } from '../tcp-proxy.js';
import type { Inject, Target } from './fault.js';
import { livingPid, untilGone } from './process.js';

function workerOf({ group, worker }: PlannedFault, { system }: Target): { process: Supervised; name: string } {
  const process = system.workers[group][worker];
  if (!process) throw new Error(`There is no ${workerName(group, worker)}.`);
  return { process, name: workerName(group, worker) };
}

/** kill -9: what it did not commit never was. The supervisor starts it again. */
export const kill: Inject = async (fault, target) => {
  const { process: worker, name } = workerOf(fault, target);
  const pid = await livingPid(worker);
  process.kill(pid, 'SIGKILL');
  await untilGone(pid, 5_000);
  return { pid, detail: `${name} killed` };
};

/** A rude freeze comes while answers of Postgres are on their way: they wait for the worker when it wakes, and invite it to begin the next step. */
const SLOW_ANSWERS: Weather = { kind: 'slow', delayMs: 150 };
const UNTIL_ANSWERS_ARE_SLOW_MS = 500;

/** Stops a process, when a link is given while answers are on their way through it. Returns its id. */
async function stop(worker: Supervised, link: TcpProxy | null): Promise<number> {
  link?.set(SLOW_ANSWERS);
  try {
    if (link) await delay(UNTIL_ANSWERS_ARE_SLOW_MS, undefined, UNHELD);
    const pid = await livingPid(worker);
    process.kill(pid, 'SIGSTOP');
    return pid;
  } finally {
    link?.set({ kind: 'clear' });
  }
}

/** SIGSTOP past the lease, then SIGCONT: it goes on as if nothing had happened, and owns nothing any more. */
export const freeze: Inject = async (fault, target) => {
  const { process: worker, name } = workerOf(fault, target);
  const pid = await stop(worker, fault.rude ? target.system.links[fault.group].proxies.postgres : null);
  try {
    await delay(fault.durationMs, undefined, UNHELD);
  } finally {
    // Another fault may have killed it while it could not move.
    if (worker.pid === pid) process.kill(pid, 'SIGCONT');
  }
  return { pid, detail: `${name} frozen for ${fault.durationMs} ms${fault.rude ? ', answers on their way' : ''}` };
};

/** SIGTERM: it finishes the steps in flight and gives its runs back, as in a deploy. */
export const drain: Inject = async (fault, target) => {
  const { process: worker, name } = workerOf(fault, target);
  const pid = await livingPid(worker);
  process.kill(pid, 'SIGTERM');
  const before = performance.now();
  await untilGone(pid, 40_000);
  return { pid, detail: `${name} drained in ${Math.round(performance.now() - before)} ms` };
};
