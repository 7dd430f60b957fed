import { setTimeout as delay } from 'node:timers/promises';
import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import type { DurableContext, Json, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('the last step of a run', () => {
  let lab: Lab;
  let body: (context: DurableContext) => Promise<Json>;
  const any: Workflow = { name: 'any', queue: 'work', concurrency: 9, run: (context) => body(context) };
  const finished = async (name: string, work: typeof body) => {
    body = work;
    await lab.client.start({ id: id(name), workflow: 'any', input: null });
    return lab.until(id(name), (run) => run.finishedAt !== null || run.status === 'needs_attention');
  };
  const keys = async (name: string) => (await lab.client.steps(id(name), { first: 9 })).map(({ key }) => key);
  /** The transactions that wrote the run's row last, and each of its steps. */
  const writers = async (name: string) => {
    const { rows } = await lab.pool.query<{ run: string; steps: string[] }>(
      `SELECT r.xmin::text AS run, array_agg(s.xmin::text ORDER BY s.seq) AS steps
         FROM durable.run r JOIN durable.step s ON s.run_id = r.id WHERE r.id = $1 GROUP BY r.id`,
      [name],
    );
    return rows[0];
  };
  const stored = async (name: string) =>
    (await lab.pool.query<{ key: string }>('SELECT key FROM durable.step WHERE run_id = $1', [name])).rows.length;
  /** Someone else's row under a key of the run. */
  const take = (name: string, key: string) =>
    lab.pool.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, output, attempts, started_at, kind)
       SELECT id, $2, 9, $2, epoch, gen_random_uuid(), 'ok', '"other"', 1, now(), 'work' FROM durable.run WHERE id = $1`,
      [name, key],
    );

  const ticks = async (count: number) => {
    for (let n = 0; n < count; n += 1) await Promise.resolve();
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { any: 'work' }, stopGraceMs: 20_000 });
    await lab.worker([any]);
  });
  afterAll(() => lab.close());

  it('is stored with the outcome, in one transaction; the one before it in its own', async () => {
    const run = await finished('one', async (context) => {
      await context.step('a', async () => 1);
      return context.step('b', async () => 2);
    });
    expect([run.status, run.output]).toEqual(['completed', 2]);
    const written = await writers('one');
    expect(written?.steps[1]).toBe(written?.run);
    expect(written?.steps[0]).not.toBe(written?.run);
    // An open transaction of another test holds the stream back.
    const told = await eventually(
      async () => (await lab.client.events({ rootId: id('one'), after: null, limit: 20 })).map(({ type }) => type),
      (types) => types.includes('run.completed'),
    );
    expect(told.slice(-3)).toEqual(['step.completed', 'step.completed', 'run.completed']);
  });

  it('is stored before anything that follows it begins', async () => {
    const seen: number[] = [];
    await finished('before', async (context) => {
      await context.step('a', async () => 1);
      await context.step('b', async () => seen.push(await stored('before')));
      await context.tx('c', async () => seen.push(await stored('before')));
      await context.step('d', async () => null);
      await context.event('told', null);
      seen.push(await stored('before'));
      return null;
    });
    expect(seen).toEqual([1, 2, 4]);
  });

  it('is stored while the workflow does something of its own', async () => {
    let seen = 0;
    const run = await finished('own', async (context) => {
      await context.step('a', async () => 1);
      while ((seen = await stored('own')) === 0) await delay(5);
      return null;
    });
    expect([run.status, seen]).toEqual(['completed', 1]);
  });

  it('is stored when the workflow fails after it, or returns what can not be', async () => {
    const failed = await finished('fails', async (context) => {
      await context.step('a', async () => 1);
      throw new Error('after it');
    });
    expect([failed.status, failed.error?.message, await keys('fails')]).toEqual(['failed', 'after it', ['a']]);
    const big = await finished('big', async (context) => {
      await context.step('a', async () => 1);
      return 'x'.repeat(9_000_000);
    });
    expect([big.status, await keys('big')]).toEqual(['failed', ['a']]);
  });

  it('is stored when the run was stopped while it was in flight: the run is cancelled', async () => {
    const run = await finished('stopped', (context) =>
      context.step('a', async () => {
        await lab.pool.query(
          `UPDATE durable.run SET status = 'cancelling', cancel_requested_at = clock_timestamp() WHERE id = 'stopped'`,
        );
        return 1;
      }),
    );
    expect([run.status, await keys('stopped')]).toEqual(['cancelled', ['a']]);
  });

  it('puts the run aside when its key was taken, at the end and before the next step', async () => {
    const last = await finished('taken', (context) =>
      context.step('a', async () => (await take('taken', 'a'), 'mine')),
    );
    expect([last.status, last.error?.name, last.output]).toEqual(['needs_attention', 'NonDeterminismError', null]);
    let begun = false;
    const next = await finished('taken-2', async (context) => {
      await context.step('a', async () => (await take('taken-2', 'a'), 'mine'));
      return context.step('b', async () => (begun = true));
    });
    expect([next.status, next.error?.name, begun]).toEqual(['needs_attention', 'NonDeterminismError', false]);
  });

  it('is not stored by an owner that lost the run, nor is its outcome', async () => {
    let calls = 0;
    const run = await finished('lost', (context) =>
      context.step('a', async () => {
        calls += 1;
        if (calls === 1) await lab.pool.query(`UPDATE durable.run SET epoch = epoch + 1 WHERE id = 'lost'`);
        return calls;
      }),
    );
    expect([run.status, run.output, calls]).toEqual(['completed', 2, 2]);
  });

  it('goes alone while another one is in flight, when it costs something or is large', async () => {
    const alone = async (name: string, work: typeof body) => {
      expect((await finished(name, work)).status).toBe('completed');
      const written = await writers(name);
      expect(written?.steps[0]).not.toBe(written?.run);
    };
    await alone('side', async (context) => {
      const [quick, slow] = [context.step('a', () => delay(5, null)), context.step('b', () => delay(60, null))];
      await quick;
      return slow;
    });
    await alone('costs', (context) => context.step('a', async ({ addCost }) => (addCost(3), null)));
    await alone('large', async (context) => {
      await context.step('a', async () => 'x'.repeat(70_000));
      return null;
    });
  });

  it('is not lost to another one that begins in the very moment in which it ends', async () => {
    const moments = Array.from({ length: 80 }, (_, n) => `moment-${n}`);
    body = async (context) => {
      const later = async () => {
        await ticks(Number(context.runId.split('-')[1]));
        await context.step('b', async () => 2);
      };
      await Promise.all([context.step('a', async () => 1), later()]);
      return null;
    };
    for (const name of moments) await lab.client.start({ id: id(name), workflow: 'any', input: null });
    for (const name of moments) {
      expect((await lab.until(id(name), (run) => run.finishedAt !== null)).status).toBe('completed');
      expect([name, await keys(name)]).toEqual([name, ['a', 'b']]);
    }
  });

  it('is stored before the run ends, when a branch that nobody waits for goes on meanwhile', async () => {
    for (let n = 0; n < 25; n += 1) {
      const name = `unwaited-${n}`;
      await finished(name, async (context) => {
        const a = context.step('a', async () => 1);
        void a.then(async () => {
          await ticks(n);
          await context.step('b', async () => 2);
        });
        return a;
      });
      expect([name, await keys(name)]).toEqual([name, expect.arrayContaining(['a'])]);
    }
  });

  it('lets no other branch begin a step after the run has failed, however long storing it takes', async () => {
    let [failed, begun] = [false, false];
    const run = await finished('slow', async (context) => {
      const fails = async () => {
        await context.step('a', async () => {
          const slow = await lab.pool.connect();
          await slow.query(`BEGIN; SELECT 1 FROM durable.run WHERE id = 'slow' FOR NO KEY UPDATE`);
          setTimeout(() => void slow.query('COMMIT').then(() => slow.release()), 300);
          return 1;
        });
        failed = true;
        throw new Error('failed');
      };
      const other = async () => {
        while (!failed) await delay(1);
        await delay(100);
        await context.step('b', async () => (begun = true));
      };
      await Promise.all([fails(), other()]);
      return null;
    });
    expect([run.status, begun, await keys('slow')]).toEqual(['failed', false, ['a']]);
  });

  it('goes with the outcome of a child, of which its parent is told', async () => {
    const child: Workflow = {
      name: 'child',
      queue: 'child',
      concurrency: 3,
      run: (context) => context.step('a', async () => 7),
    };
    const own = await openLab({ routes: { any: 'work', child: 'child' } });
    try {
      body = async (context) =>
        (
          await context.children(
            'c',
            ['x', 'y'].map((name) => ({ name, workflow: 'child', input: null })),
          )
        ).map((one) => (one.status === 'completed' ? one.output : one.status));
      await own.worker([any, child]);
      await own.client.start({ id: id('family'), workflow: 'any', input: null });
      const run = await own.until(id('family'), ({ finishedAt }) => finishedAt !== null);
      expect([run.status, run.output]).toEqual(['completed', [7, 7]]);
    } finally {
      await own.close();
    }
  });
});
