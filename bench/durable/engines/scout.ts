/** Ours, through the engine's public API, in the shape a worker runs it. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DurableClient, DurableWorker, type Json, type Logger, type RunId, type Workflow } from '#durable';
import { workloadOf } from '../workload.js';
import { given, report } from './report.js';

const workload = workloadOf(process.argv.slice(2));
const pool = new pg.Pool({ connectionString: given('DATABASE_URL'), max: 20 });
const redis = { url: given('REDIS_URL') };
const prefix = `bench-${randomUUID().slice(0, 8)}`;
const say = (...words: unknown[]): void => {
  console.error(...words);
};
const logger: Logger = { debug: () => undefined, info: () => undefined, warn: say, error: say };

const settled = new Map<string, () => void>();
const workflow: Workflow = {
  name: 'bench',
  queue: 'bench',
  concurrency: workload.inFlight,
  async run(context): Promise<Json> {
    for (let step = 0; step < workload.steps; step += 1)
      await context.step(`step ${String(step)}`, () => Promise.resolve({ n: 1 }));
    return null;
  },
};
const client = new DurableClient({ pool, redis, prefix, routes: { bench: 'bench' }, logger });
const worker = new DurableWorker({
  pool,
  redis,
  prefix,
  workflows: [workflow],
  codeVersion: '1',
  logger,
  onEnded: ({ runId, status }) => {
    if (status !== 'completed') throw new Error(`${runId} ended as ${status}`);
    settled.get(runId)?.();
    settled.delete(runId);
  },
});
client.open();
await worker.start();

await report(workload, async (n) => {
  const id = `${prefix}-${String(n)}x` as RunId;
  const ended = new Promise<void>((resolve) => settled.set(id, resolve));
  await client.start({ id, workflow: 'bench', input: { n } });
  await ended;
});
await worker.drain(1_000);
await client.close();
await pool.end();
