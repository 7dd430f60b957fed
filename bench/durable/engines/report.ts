import { percentile } from '../statistics.js';
import type { Measured, Workload } from '../workload.js';
import { forAsLong } from '../pool.js';

/** Measures a workload: does `one` run after another, times them, counts the processor time it took here, and prints one JSON line for the benchmark to read. */
export async function report(
  { inFlight, warmUpMs, measuredMs }: Workload,
  one: (n: number) => Promise<void>,
): Promise<void> {
  let n = 0;
  await forAsLong(warmUpMs, inFlight, () => one(n++));
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await forAsLong(measuredMs, inFlight, async () => {
    const begunAt = performance.now();
    await one(n++);
    times.push(performance.now() - begunAt);
  });
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  const measured: Measured = {
    runs: times.length,
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
