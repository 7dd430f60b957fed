import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { RetryableError, TerminalError, type DurableContext, type Json, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;
const quick = { retry: { initialDelayMs: 1, maxAttempts: 3 } };

describe('a finished step is never run again', () => {
  let lab: Lab;
  let body: (context: DurableContext, input: Json) => Promise<Json>;
  let ran: string[] = [];
  const any: Workflow = { name: 'any', queue: 'work', concurrency: 5, run: (context, input) => body(context, input) };
  const start = async (name: string, input: Json = {}) =>
    (await lab.client.start({ id: id(name), workflow: 'any', input })).run.id;
  const outcome = async (name: string) =>
    lab.until(id(name), (r) => r.finishedAt !== null || r.status === 'needs_attention');

  beforeAll(async () => {
    lab = await openLab({ routes: { any: 'work' } });
    await lab.worker([any]);
  });
  beforeEach(() => {
    ran = [];
  });
  afterAll(() => lab.close());

  it('runs each body once when nothing goes wrong, and stores what came out', async () => {
    body = async (context, input) => {
      const a = await context.step('a', async () => (ran.push('a'), { seen: input }));
      const b = await context.step('b', async (scope) => {
        scope.addCost(1_500);
        return ran.push('b');
      });
      return { a, b };
    };
    await start('once-1', { x: 1 });
    const done = await outcome('once-1');
    expect(done.output).toEqual({ a: { seen: { x: 1 } }, b: 2 });
    expect(done.costMicroUsd).toBe(1_500);
    const steps = await lab.client.steps(done.id, { first: 10 });
    expect(steps.map((s) => [s.key, s.seq, s.status, s.attempts, s.costMicroUsd])).toEqual([
      ['a', 1, 'ok', 1, 0],
      ['b', 2, 'ok', 1, 1_500],
    ]);
    expect(await lab.client.step(done.id, 'a')).toMatchObject({ output: { seen: { x: 1 } } });
  });

  it('tries a failing step again and records how often, with the cost of all attempts', async () => {
    body = (context) =>
      context.step(
        'flaky',
        async ({ attempt, addCost }) => {
          addCost(10);
          if (attempt < 3) throw new RetryableError('not yet');
          return attempt;
        },
        quick,
      );
    await start('flaky-1');
    const done = await outcome('flaky-1');
    expect([done.output, done.costMicroUsd]).toEqual([3, 30]);
    expect(await lab.client.steps(done.id, { first: 5 })).toMatchObject([{ key: 'flaky', attempts: 3 }]);
    // Events are read once no earlier transaction is open.
    await eventually(
      async () => (await lab.client.events({ rootId: done.id, after: null, limit: 100 })).map((e) => e.type),
      (types) => types.filter((type) => type === 'step.retrying').length === 2 && types.includes('run.completed'),
    );
  });

  it('names the step a run failed on when its attempts are used up; a retry replays the rest and tries that one again', async () => {
    let broken = true;
    body = async (context) => {
      await context.step('before', async () => ran.push('before'));
      return context.step(
        'call',
        async () => {
          ran.push('call');
          if (broken) throw new Error('provider answers 500');
          return 'fine';
        },
        quick,
      );
    };
    await start('exhausted-1');
    const failed = await outcome('exhausted-1');
    expect([failed.status, failed.error]).toEqual([
      'failed',
      { name: 'Error', message: 'provider answers 500', step: 'call' },
    ]);
    expect(
      (await lab.client.steps(failed.id, { first: 5 }, { failedOnly: true })).map((s) => [s.key, s.attempts]),
    ).toEqual([['call', 3]]);
    broken = false;
    await lab.client.retry(failed.id);
    expect((await outcome('exhausted-1')).output).toBe('fine');
    expect(ran).toEqual(['before', 'call', 'call', 'call', 'call']);
  });

  it('does not retry a terminal error, and throws it again on replay for the workflow to handle', async () => {
    body = async (context) => {
      try {
        await context.step('forbidden', async () => {
          ran.push('forbidden');
          throw new TerminalError('not allowed', 'NOT_ALLOWED');
        });
      } catch (error) {
        if (!(error instanceof TerminalError)) throw error;
        await context.sleepUntil('nap', new Date(Date.now() + 1_500));
        return { code: error.code ?? null, message: error.message };
      }
      return 'unreachable';
    };
    await start('terminal-1');
    const done = await outcome('terminal-1');
    expect(done.output).toEqual({ code: 'NOT_ALLOWED', message: 'not allowed' });
    expect(done.epoch).toBe(2);
    expect(ran).toEqual(['forbidden']);
  });

  it('gives parallel steps their own results after a suspension', async () => {
    body = async (context) => {
      const parts = await Promise.all(
        ['x', 'y', 'z'].map((part) => context.step(`part ${part}`, async () => (ran.push(part), part.toUpperCase()))),
      );
      await context.sleepUntil('nap', new Date(Date.now() + 1_500));
      return [...parts, await context.uuid(), (await context.now()).toISOString()];
    };
    await start('parallel-1');
    const done = await outcome('parallel-1');
    expect((done.output as string[]).slice(0, 3)).toEqual(['X', 'Y', 'Z']);
    expect(ran.sort()).toEqual(['x', 'y', 'z']);
  });

  it('gives branches that ask in another order on replay their own time and id, by name', async () => {
    const orders = [
      ['x', 'y'],
      ['y', 'x'],
    ];
    const seen: unknown[] = [];
    body = async (context) => {
      const asked = Object.fromEntries(
        (orders[seen.length] ?? []).map((branch) => [branch, [context.uuid(branch), context.now(branch)]]),
      );
      const got = { x: await Promise.all(asked['x'] ?? []), y: await Promise.all(asked['y'] ?? []) };
      seen.push(got);
      await context.sleepUntil('nap', new Date(Date.now() + 1_500));
      return null;
    };
    await start('branches-1');
    await outcome('branches-1');
    expect(seen).toHaveLength(2);
    expect(seen[1]).toEqual(seen[0]);
    expect(new Set(Object.values(seen[0] as Record<string, [string, Date]>).map(([uuid]) => uuid)).size).toBe(2);
  });

  it('stores what a step wants stored with it, and a transaction, exactly once', async () => {
    await lab.pool.query('CREATE TABLE counter (run text, n int)');
    const add = 'INSERT INTO counter VALUES ($1, 1)';
    const count = {
      name: 'count',
      statements: [`INSERT INTO counter SELECT run_id, (data->>'n')::int FROM committed`],
    };
    const nowhere = { name: 'nowhere', statements: [`INSERT INTO nowhere SELECT 1 FROM committed`] };
    body = async (context) => {
      await context.step('with', async ({ alsoCommit }) => alsoCommit(count, { n: 1 }));
      await context.tx('tx', async (client) => (await client.query(add, [context.runId])).rowCount);
      await context.step('never', async ({ alsoCommit }) => alsoCommit(nowhere, null), { retry: { maxAttempts: 1 } });
      return null;
    };
    await start('tx-1');
    const failed = await outcome('tx-1');
    expect(failed.status).toBe('failed');
    expect(failed.error?.message).toMatch(/nowhere/);
    expect((await lab.pool.query('SELECT count(*)::int AS n FROM counter')).rows).toEqual([{ n: 2 }]);
  });

  it('aborts a body at its time limit even when it does not listen', async () => {
    body = (context) =>
      context.step('endless', () => new Promise(() => undefined), {
        timeoutMs: 50,
        retry: { maxAttempts: 2, initialDelayMs: 1 },
      });
    await start('endless-1');
    expect((await outcome('endless-1')).error).toMatchObject({
      step: 'endless',
      message: expect.stringContaining('50 ms'),
    });
  });

  it('rolls a transaction back that does not end in time, and gives its connection to nobody else', async () => {
    await lab.pool.query('CREATE TABLE late (attempt int)');
    const goOn = gate();
    let attempt = 0;
    let late: Promise<unknown> = Promise.resolve();
    body = (context) =>
      context.tx(
        'endless',
        async (client) => {
          const mine = (attempt += 1);
          await client.query('INSERT INTO late VALUES ($1)', [mine]);
          if (mine > 1) return mine;
          late = goOn.promise.then(() => client.query('INSERT INTO late VALUES (-1)'));
          await late;
          return mine;
        },
        { timeoutMs: 2_000, retry: { initialDelayMs: 1 } },
      );
    await start('endless-2');
    expect((await outcome('endless-2')).output).toBe(2);
    goOn.open();
    await expect(late).rejects.toThrow(/not queryable|closed/);
    expect((await lab.pool.query('SELECT attempt FROM late')).rows).toEqual([{ attempt: 2 }]);
  });

  it('puts a run aside whose code asks for other steps than are journaled', async () => {
    let renamed = false;
    body = async (context) => {
      await context.step(renamed ? 'new name' : 'old name', async () => 1);
      renamed = true;
      await context.sleepUntil('nap', new Date(Date.now() + 1_500));
      return null;
    };
    await start('renamed-1');
    const aside = await outcome('renamed-1');
    expect([aside.status, aside.error?.message]).toEqual([
      'needs_attention',
      expect.stringMatching(/old name.*instead: new name/),
    ]);
  });

  it('puts a run aside that asks for a journaled step with another input', async () => {
    let input = 1;
    body = async (context) => {
      await context.step('sum', async () => 1, { input });
      input = 2;
      await context.sleepUntil('nap', new Date(Date.now() + 1_500));
      return null;
    };
    await start('input-1');
    expect(await outcome('input-1')).toMatchObject({
      status: 'needs_attention',
      error: { name: 'NonDeterminismError' },
    });
  });

  it('keeps big outputs apart, and refuses what is too big or not JSON with the reason', async () => {
    const big = 'é'.repeat(100_000);
    body = async (context, input) => {
      const value = await context.step<unknown>('make', async () => {
        if (input === 'big') return big;
        if (input === 'huge') return 'x'.repeat(9_000_000);
        return { n: 1n };
      });
      await context.sleepUntil('nap', new Date(Date.now() + 1_500));
      return (value as string).length;
    };
    await start('big-1', 'big');
    await start('huge-1', 'huge');
    await start('odd-1', 'odd');
    expect((await outcome('big-1')).output).toBe(100_000);
    expect((await lab.client.step(id('big-1'), 'make'))?.output).toBe(big);
    expect((await outcome('huge-1')).error).toMatchObject({
      code: 'OUTPUT_TOO_BIG',
      message: expect.stringContaining('9.0 MB'),
    });
    expect((await outcome('odd-1')).error).toMatchObject({ code: 'OUTPUT_NOT_JSON', step: 'make' });
  });
});
