import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { DelayedError, Queue, type Job } from 'bullmq';
import { eventually, gate, required } from '../testing/durable-lab.js';
import { EagerWorker } from './eager-worker.js';

const connection = { url: required('TEST_REDIS_URL'), maxRetriesPerRequest: null };
const prefix = `eager-${randomUUID().slice(0, 8)}`;

describe('a worker that fetches several jobs at once', () => {
  let name: string;
  let queue: Queue<{ n: number }>;
  let workers: EagerWorker<{ n: number }, null>[];

  beforeEach(() => {
    name = randomUUID();
    workers = [];
    queue = new Queue(name, { connection, prefix });
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close(true)));
    await queue.obliterate({ force: true });
    await queue.close();
  });

  const serve = (
    concurrency: number,
    process: (n: number, job: Job<{ n: number }, null>, token: string) => Promise<void>,
  ): EagerWorker<{ n: number }, null> => {
    const worker = new EagerWorker<{ n: number }, null>(
      name,
      async (job, token = '') => {
        await process(job.data.n, job, token);
        return null;
      },
      { connection, prefix, concurrency, lockDuration: 2_000, stalledInterval: 300 },
    );
    worker.on('error', () => undefined);
    workers.push(worker);
    return worker;
  };
  const add = (count: number) =>
    queue.addBulk(Array.from({ length: count }, (_, n) => ({ name: 'job', data: { n }, opts: { jobId: `j${n}` } })));

  const completed = (count: number) =>
    eventually(
      () => queue.getCompletedCount(),
      (now) => now === count,
    );

  it('works on each job once, and on no more at a time than it has slots', async () => {
    const done: number[] = [];
    let busy = 0;
    let busiest = 0;
    serve(7, async (n) => {
      busiest = Math.max(busiest, (busy += 1));
      await delay(n % 5);
      busy -= 1;
      done.push(n);
    });
    await add(200);
    await completed(200);
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(busiest).toBe(7);
  });

  it('takes none for which it has no slot: others get them', async () => {
    const open = gate();
    const seen: number[] = [];
    await add(20);
    serve(6, async (n) => {
      seen.push(n);
      await open.promise;
    });
    await eventually(
      async () => seen.length,
      (length) => length === 6,
    );
    expect(await queue.getActiveCount()).toBe(6);
    const others: number[] = [];
    serve(3, async (n) => void others.push(n));
    await eventually(
      async () => others.length,
      (length) => length === 14,
    );
    open.open();
    await completed(20);
    expect(new Set([...seen, ...others]).size).toBe(20);
  });

  it('begins all that it finds after a few round trips', async () => {
    await add(50);
    let turn = 0;
    let over = false;
    const count = (): void => {
      turn += 1;
      if (!over) setImmediate(count);
    };
    const turns = new Set<number>();
    const done: number[] = [];
    const worker = serve(50, async (n) => void done.push(n));
    worker.on('active', () => turns.add(turn));
    count();
    await completed(50);
    over = true;
    expect(done).toHaveLength(50);
    // One after the other, each comes in a turn of its own.
    expect(turns.size).toBeLessThan(25);
  });

  it('does not wait for new ones while it has some', async () => {
    const open = gate();
    const begun: number[] = [];
    // Of those asked for last, some are there and others are not.
    await add(11);
    serve(50, async (n) => {
      begun.push(n);
      await open.promise;
    });
    await eventually(
      async () => begun.length,
      (length) => length === 11,
      2_000,
    );
    open.open();
    await completed(11);
  });

  it('takes none for which it has no slot when jobs go back to sleep', async () => {
    const bedtime = gate();
    const open = gate();
    let asleep = 0;
    let busy = 0;
    await add(20);
    const worker = serve(20, async (n, job, token) => {
      if (n < 20) {
        asleep += 1;
        await bedtime.promise;
        await job.moveToDelayed(Date.now() + 60_000, token);
        throw new DelayedError();
      }
      busy += 1;
      await open.promise;
    });
    await eventually(
      async () => asleep,
      (now) => now === 20,
    );
    await queue.addBulk(Array.from({ length: 600 }, (_, n) => ({ name: 'job', data: { n: n + 20 } })));
    // Each of those that go to sleep now finds thirty free slots, and that jobs came in a row.
    worker.concurrency = 50;
    bedtime.open();
    await eventually(
      async () => busy,
      (now) => now === 50,
    );
    await delay(100);
    expect(await queue.getActiveCount()).toBe(50);
    open.open();
    await completed(600);
  });

  it('holds none back when it is paused, at whatever moment', async () => {
    let done = 0;
    const worker = serve(40, async () => void (done += 1));
    await add(800);
    for (let pauses = 0; done < 800; pauses += 1) {
      await delay(pauses % 7);
      await worker.pause(pauses % 2 === 0);
      // What it held would come back when its lock is over, two seconds later.
      await eventually(
        () => queue.getActiveCount(),
        (active) => active === 0,
        1_000,
      );
      void worker.resume();
    }
    await completed(800);
    expect(done).toBe(800);
  });

  it('holds none back when it is closed without a pause, at whatever moment', async () => {
    let done = 0;
    await add(5_000);
    for (let closes = 0; closes < 30; closes += 1) {
      const worker = serve(40, async () => void (done += 1));
      await once(worker, 'active');
      for (let turns = closes; turns > 0; turns -= 1) await nextTurn();
      await worker.close();
      expect(await queue.getActiveCount()).toBe(0);
    }
    expect(done).toBeLessThan(5_000);
    serve(40, async () => void (done += 1));
    await completed(5_000);
    expect(done).toBe(5_000);
  });
});
