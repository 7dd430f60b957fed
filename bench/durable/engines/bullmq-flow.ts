/** BullMQ alone: a flow of one job per step, each waiting for the one before. */
import { randomUUID } from 'node:crypto';
import { FlowProducer, QueueEvents, Worker, type FlowJob } from 'bullmq';
import { workloadOf } from '../workload.js';
import { given, report } from './report.js';

const workload = workloadOf(process.argv.slice(2));
const connection = { url: given('REDIS_URL'), maxRetriesPerRequest: null };
const prefix = `bench-${randomUUID()}`;
const queueName = 'flow';
const producer = new FlowProducer({ connection, prefix });
const events = new QueueEvents(queueName, { connection, prefix });
const worker = new Worker(queueName, () => Promise.resolve({ n: 1 }), {
  connection,
  prefix,
  concurrency: workload.inFlight,
  removeOnComplete: { age: 60 },
});
worker.on('error', (error) => {
  throw error;
});
await Promise.all([events.waitUntilReady(), worker.waitUntilReady()]);

const waiting = new Map<string, () => void>();
events.on('completed', ({ jobId }) => {
  waiting.get(jobId)?.();
  waiting.delete(jobId);
});

function chain(run: string, steps: number): FlowJob {
  let job: FlowJob | undefined;
  for (let step = 0; step < steps; step += 1) {
    job = {
      name: 'step',
      queueName,
      data: {},
      opts: { jobId: `${run}-${String(step)}`, failParentOnFailure: step < steps - 1 },
      children: job === undefined ? [] : [job],
    };
  }
  if (job === undefined) throw new Error('a workflow has at least one step');
  return job;
}

await report(workload, async (n) => {
  const run = `run-${String(n)}`;
  const ended = new Promise<void>((resolve) => waiting.set(`${run}-${String(workload.steps - 1)}`, resolve));
  await producer.add(chain(run, workload.steps));
  await ended;
});
await Promise.all([worker.close(), events.close(), producer.close()]);
