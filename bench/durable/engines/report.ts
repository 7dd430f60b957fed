import { percentile } from '../statistics.js';
import type { Measured, Workload } from '../workload.js';
import { atOnce } from '../pool.js';

/** Part of a workload that is done before it is measured: compilers and caches warm up, those of every engine alike. */
const WARM_UP = 0.2;

/** Measures a workload: does `one` run after another, times them, counts the processor time it took here, and prints one JSON line for the benchmark to read. */
export async function report({ workflows, inFlight }: Workload, one: (n: number) => Promise<void>): Promise<void> {
  await atOnce(Math.ceil(workflows * WARM_UP), inFlight, (n) => one(workflows + n));
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await atOnce(workflows, inFlight, async (n) => {
    const begunAt = performance.now();
    await one(n);
    times.push(performance.now() - begunAt);
  });
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  const measured: Measured = {
    elapsedMs,
    workflowMs: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
    cpuMs: (user + system) / 1_000,
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

/** A setting that the benchmark gives an engine's process. */
export function given(name: 'DATABASE_URL' | 'REDIS_URL'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start engines through \`npm run bench -- durable\`.`);
  return value;
}
