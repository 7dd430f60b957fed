import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId, Workflow } from '../index.js';
import { silent } from '../logger.js';
import { Database } from '../store/database.js';
import { commitOf, StepCommits, type OwnedEntry } from '../worker/step-commits.js';

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
    const { claimRuns, loadJournal } = await import('../statements/claim.js');
    const old = await lab.pool.connect();
    await old.query('BEGIN');
    const entry = (key: string): OwnedEntry => ({
      runId: id,
      epoch: 1,
      entry: {
        key,
        seq: 1,
        name: key,
        writeId: '6f2f4f0a-3f0b-4f58-9d57-0d3c6f1b2a11',
        input: undefined,
        inputHash: null,
        kind: 'work',
        attempts: 1,
        costMicroUsd: 0,
        startedAt: new Date(),
        outcome: { output: { inline: '"A"', blobHash: null, blob: null } },
      },
    });
    const commit = (client: pg.Pool | pg.PoolClient, key: string) => {
      const [{ text }, values] = commitOf([entry(key)]);
      return client.query(text, [...values]);
    };
    expect((await commit(old, 'late')).rowCount).toBe(1);
    const claimed = lab.pool.query(claimRuns.one.text, [id, 1, 1, 'B', 1_000, '1']);
    const waiting = await Promise.race([
      claimed.then(() => 'passed'),
      new Promise((resolve) => setTimeout(() => resolve('waits'), 200)),
    ]);
    expect(waiting).toBe('waits');
    await old.query('COMMIT');
    old.release();
    expect((await claimed).rows).toMatchObject([{ epoch: 2 }]);
    expect((await lab.pool.query(loadJournal.text, [id])).rows).toMatchObject([{ key: 'late' }]);
    expect((await commit(lab.pool, 'later')).rowCount).toBe(0);
  });

  it('in a batch too: of runs that are stored together, the one that was taken stores nothing', async () => {
    const ids = ['batch-kept', 'batch-taken'];
    for (const id of ids)
      await lab.pool.query(
        `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, status, epoch) VALUES ($1, 'one', 'work', '{}', '', $1, 'running', 2)`,
        [id],
      );
    const commits = new StepCommits(new Database(lab.pool, silent));
    const entry: OwnedEntry['entry'] = {
      key: 'a',
      seq: 1,
      name: 'a',
      writeId: randomUUID(),
      input: { q: 1 },
      inputHash: 'h',
      kind: 'work',
      attempts: 1,
      costMicroUsd: 0,
      startedAt: new Date(),
      outcome: { output: { inline: '"A"', blobHash: null, blob: null } },
    };
    const [kept, taken] = ids.map((runId, n) => commits.store({ runId, epoch: 2 - n, entry }));
    expect([await kept, await taken]).toEqual(['stored', 'not']);
    const { rows } = await lab.pool.query('SELECT run_id, input, output FROM durable.step WHERE run_id = ANY($1)', [
      ids,
    ]);
    expect(rows).toEqual([{ run_id: 'batch-kept', input: { q: 1 }, output: 'A' }]);
  });
});
