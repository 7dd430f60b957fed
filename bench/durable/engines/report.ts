import { percentile } from '../statistics.js';
import type { Measured } from '../workload.js';

/** Measures a workload: times it, counts the processor time it took here, and prints one JSON line for the benchmark to read. */
export async function report(work: () => Promise<readonly number[]>): Promise<void> {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const times = await work();
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
