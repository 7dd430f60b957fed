import { Redis } from 'ioredis';
import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId, Workflow } from '../index.js';

describe('a worker that lost its run stores nothing', () => {
  let lab: Lab;
  let redis: Redis;
  beforeAll(async () => {
    lab = await openLab({ routes: { slow: 'work' } });
    redis = new Redis(lab.redisUrl);
  });
  afterAll(async () => {
    redis.disconnect();
    await lab.close();
  });

  it('refuses the late result of a frozen owner, which starts no further step', async () => {
    const id = 'zombie-1' as RunId;
    const frozen = gate();
    const thaw = gate();
    const started: string[] = [];
    const slow = (who: string): Workflow => ({
      name: 'slow',
      queue: 'work',
      concurrency: 1,
      async run(context) {
        const one = await context.step('one', async () => (started.push(`${who} one`), who));
        const two = await context.step('two', async () => {
          started.push(`${who} two`);
          if (who === 'A') {
            frozen.open();
            await thaw.promise;
          }
          return who;
        });
        const three = await context.step('three', async () => (started.push(`${who} three`), who));
        return [one, two, three];
      },
    });
    // A hears nothing of its fate: no heartbeat during the test.
    await lab.worker([slow('A')], { heartbeatMs: 60_000, leaseMs: 60_000 });
    await lab.client.start({ id, workflow: 'slow', input: null });
    await frozen.promise;
    const stopStealing = setInterval(() => void redis.del(`${lab.prefix}:work:${id}.d1:lock`), 100);
    await lab.worker([slow('B')]);
    const done = await lab.until(id, (r) => r.status === 'completed');
    clearInterval(stopStealing);
    thaw.open();
    expect(done.output).toEqual(['A', 'B', 'B']);
    expect(done.epoch).toBe(2);
    await eventually(
      async () => (await lab.client.get(id))?.status,
      (status) => status === 'completed',
    );
    const steps = await lab.client.steps(id, { first: 10 });
    expect(steps.map((s) => [s.key, s.epoch])).toEqual([
      ['one', 1],
      ['two', 2],
      ['three', 2],
    ]);
    expect(started).toEqual(['A one', 'A two', 'B two', 'B three']);
  });

  it('makes a claim wait for a commit that is under way, so that the new owner reads it', async () => {
    const id = 'race-1' as RunId;
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, status, epoch, dispatch_seq) VALUES ($1, 'slow', 'none', 'null', '', $1, 'running', 1, 1)`,
      [id],
    );
    const { commitStep } = await import('../statements/journal.js');
    const { claimRun, loadJournal } = await import('../statements/claim.js');
    const old = await lab.pool.connect();
    await old.query('BEGIN');
    const entry = [
      id,
      1,
      false,
      'late',
      1,
      'late',
      '6f2f4f0a-3f0b-4f58-9d57-0d3c6f1b2a11',
      'ok',
      false,
      null,
      null,
      '"A"',
      null,
      null,
      null,
      1,
      0,
      new Date(),
    ];
    expect((await old.query(commitStep.text, entry)).rowCount).toBe(1);
    const claimed = lab.pool.query(claimRun.text, [id, 'B', 1, 1, 1_000, '1']);
    const waiting = await Promise.race([
      claimed.then(() => 'passed'),
      new Promise((resolve) => setTimeout(() => resolve('waits'), 200)),
    ]);
    expect(waiting).toBe('waits');
    await old.query('COMMIT');
    old.release();
    expect((await claimed).rows).toMatchObject([{ epoch: 2 }]);
    expect((await lab.pool.query(loadJournal.text, [id])).rows).toMatchObject([{ key: 'late' }]);
    expect((await lab.pool.query(commitStep.text, [...entry.slice(0, 3), 'later', ...entry.slice(4)])).rowCount).toBe(
      0,
    );
  });
});
