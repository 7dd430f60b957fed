import { Queue } from 'bullmq';
import { randomUUID } from 'node:crypto';
import type { Inject } from './fault.js';

interface Victim {
  readonly id: string;
  readonly kind: string;
  readonly queue: string;
  readonly dispatch_seq: number;
}

/** How many runs get a second job. */
const COPIES = 5;

/** Jobs are delivered a second time: copies under other ids, of the present dispatch of runs being worked on and of an earlier one. */
export const duplicate: Inject = async ({ rude }, { synthetic, redis, prefix }) => {
  const { rows } = await synthetic.query<Victim>(
    `SELECT id, kind, queue, dispatch_seq FROM durable.run WHERE status = 'running' ORDER BY admitted DESC LIMIT $1`,
    [COPIES],
  );
  const { host = '127.0.0.1', port = 6379, password = '' } = redis.options;
  const connection = { host, port, password, maxRetriesPerRequest: 1, enableOfflineQueue: false };
  for (const run of rows) {
    const queue = new Queue(run.queue, { connection, prefix });
    queue.on('error', () => undefined);
    try {
      await queue.waitUntilReady();
      const dispatch = rude ? run.dispatch_seq : run.dispatch_seq - 1;
      await queue.add(run.kind, { runId: run.id, dispatch }, { jobId: `copy-${randomUUID()}`, removeOnComplete: true });
    } finally {
      await queue.close();
    }
  }
  return { pid: null, detail: `${rows.length} jobs delivered again (${rude ? 'same' : 'earlier'} dispatch)` };
};
