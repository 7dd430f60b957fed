import { setTimeout as delay } from 'node:timers/promises';
import { gate, openLab, type Lab } from '../testing/durable-lab.js';
import { TerminalError, type DurableContext, type Json, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;
const LONG = { timeoutMs: 600_000 };

describe('what failed, when a run is made to go on,', () => {
  let lab: Lab;
  let body: (context: DurableContext) => Promise<Json>;
  let childBody: (context: DurableContext) => Promise<Json>;
  const any: Workflow = { name: 'any', queue: 'work', concurrency: 9, run: (context) => body(context) };
  const child: Workflow = { name: 'child', queue: 'child', concurrency: 9, run: (context) => childBody(context) };
  const start = (name: string, more: object = {}) =>
    lab.client.start({ id: id(name), workflow: 'any', input: null, ...more });
  const ended = (name: string) => lab.until(id(name), (r) => r.finishedAt !== null || r.status === 'needs_attention');
  const asleep = (name: string) => lab.until(id(name), (r) => r.status === 'suspended');

  beforeEach(async () => {
    lab = await openLab({ routes: { any: 'work', child: 'child', page: 'page' } });
  });
  afterEach(() => lab.close());

  it('stays when the workflow went on from it, and is tried again when it ended with it', async () => {
    let healthy = false;
    const calls: string[] = [];
    const failing = (context: DurableContext, name: string): Promise<string> =>
      context.step(name, async () => {
        calls.push(name);
        if (!healthy) throw new TerminalError('down');
        return name;
      });
    body = async (context) => {
      const got = await failing(context, 'primary').catch(() => context.step('instead', async () => 'instead'));
      const tried = await Promise.allSettled(['a', 'b'].map((name) => failing(context, name)));
      if (tried.every(({ status }) => status === 'rejected')) throw new Error('none of both');
      return [got, ...tried.map(({ status }) => status)];
    };
    await lab.worker([any]);
    await start('f1');
    expect((await ended('f1')).status).toBe('failed');
    healthy = true;
    await lab.client.retry(id('f1'));
    const done = await ended('f1');
    expect([done.error, done.output]).toEqual([null, ['instead', 'fulfilled', 'fulfilled']]);
    expect(calls).toEqual(['primary', 'a', 'b', 'a', 'b']);
  });

  it('stays when the workflow went on to children that are still at work', async () => {
    let healthy = false;
    const calls: string[] = [];
    const begun = gate();
    childBody = (context) =>
      context.step('work', async () => {
        calls.push('child');
        begun.open();
        if (!healthy) await delay(3_000);
        return null;
      });
    body = async (context) => {
      try {
        return await context.step('a', async () => {
          calls.push('a');
          if (!healthy) throw new TerminalError('down');
          return 'a';
        });
      } catch {
        const got = await context.children('instead', [{ name: 'one', workflow: 'child', input: null }]);
        return got.map(({ status }) => status);
      }
    };
    await lab.worker([any, child]);
    await start('w1');
    await begun.promise;
    await lab.client.cancel(id('w1'), { kill: true });
    await lab.until(id('w1'), (r) => r.status === 'cancelled');
    healthy = true;
    await lab.retry(id('w1'));
    expect((await ended('w1')).output).toEqual(['completed']);
    expect(calls).toEqual(['a', 'child', 'child']);
  });

  it('stays when the workflow went on to a question that is still open', async () => {
    let healthy = false;
    let calls = 0;
    body = async (context) => {
      try {
        return await context.step('a', async () => {
          calls += 1;
          if (!healthy) throw new TerminalError('down');
          return 'a';
        });
      } catch {
        return (await context.waitFor('what now', LONG)) as Json;
      }
    };
    await lab.worker([any]);
    await start('q1');
    await asleep('q1');
    await lab.client.cancel(id('q1'));
    healthy = true;
    await lab.retry(id('q1'));
    await asleep('q1');
    await lab.client.resolveGate(id('q1'), 'what now', 'go on');
    expect([(await ended('q1')).output, calls]).toEqual([{ resolved: true, value: 'go on' }, 1]);
  });

  it('stays when the workflow went on, though a clock was set back between the two', async () => {
    let healthy = false;
    const real = Date.now;
    let back = 0;
    Date.now = () => real() - back;
    try {
      body = async (context) => {
        const got = await context
          .step('a', async () => {
            back = 2_000;
            if (!healthy) throw new TerminalError('down');
            return 'a';
          })
          .catch(() => context.step('instead', async () => 'instead'));
        await context.step('last', async () => {
          if (!healthy) throw new TerminalError('down too');
          return null;
        });
        return got;
      };
      await lab.worker([any]);
      await start('m1');
      expect((await ended('m1')).status).toBe('failed');
      healthy = true;
      await lab.retry(id('m1'));
      expect((await ended('m1')).output).toBe('instead');
    } finally {
      Date.now = real;
    }
  });

  it('is tried again in all branches that failed it side by side, though another one got further', async () => {
    let healthy = false;
    const calls: string[] = [];
    const failing = (context: DurableContext, name: string) =>
      context.step(name, async () => {
        calls.push(name);
        if (!healthy) throw new TerminalError('down');
        return name;
      });
    body = async (context) => {
      const further = async () => {
        await context.step('page 1', () => delay(300, null));
        return context.step('page 2', async () => 'read');
      };
      const tried = await Promise.allSettled([failing(context, 'a'), failing(context, 'b'), further()]);
      const errors = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
      if (errors.length > 0) throw new Error('some are down', { cause: new AggregateError(errors) });
      return tried.length;
    };
    await lab.worker([any]);
    await start('s1');
    expect((await ended('s1')).error).toMatchObject({ step: 'a', steps: ['a', 'b'] });
    healthy = true;
    await lab.retry(id('s1'));
    expect([(await ended('s1')).output, calls]).toEqual([3, ['a', 'b', 'a', 'b']]);
  });

  it('is tried again in the children whose end failed it', async () => {
    let mended = false;
    const asked: string[] = [];
    childBody = async (context) => {
      const name = context.runId.includes('good') ? 'good' : 'bad';
      const got = await context.children('pages', [{ name: `${name}-page`, workflow: 'page', input: name }]);
      for (const one of got) if (one.status !== 'completed') throw new TerminalError(one.error.message);
      return name;
    };
    const page: Workflow = {
      name: 'page',
      queue: 'page',
      concurrency: 9,
      run: (context, input) =>
        context.step('ask', async () => {
          asked.push(input as string);
          if (!mended && input === 'bad') throw new TerminalError('the key is refused');
          return 'read';
        }),
    };
    body = async (context) => {
      const specs = ['good', 'bad'].map((name) => ({ name, workflow: 'child', input: null }));
      const got = await context.children('all', specs);
      for (const one of got) if (one.status !== 'completed') throw new TerminalError(one.error.message);
      return got.map(({ status }) => status);
    };
    await lab.worker([any, child, page]);
    await start('j1');
    expect((await ended('j1')).status).toBe('failed');
    mended = true;
    await lab.retry(id('j1'));
    expect((await ended('j1')).output).toEqual(['completed', 'completed']);
    expect(asked.sort()).toEqual(['bad', 'bad', 'good']);
  });

  it('is tried again in no more children at once than their fan-out allows, however often it fails', async () => {
    let mended = false;
    let [now, most] = [0, 0];
    childBody = (context) =>
      context.step('ask', async () => {
        most = Math.max(most, (now += 1));
        await delay(20);
        now -= 1;
        if (!mended) throw new TerminalError('the key is refused');
        return null;
      });
    body = async (context) => {
      const specs = Array.from({ length: 12 }, (_, n) => ({ name: `c${n}`, workflow: 'child', input: null }));
      const got = await context.children('all', specs, { concurrency: 2 });
      if (got.some(({ status }) => status !== 'completed')) throw new TerminalError('not without them');
      return got.length;
    };
    await lab.worker([any, child]);
    await start('w1');
    expect((await ended('w1')).status).toBe('failed');
    await lab.retry(id('w1'));
    expect((await ended('w1')).status).toBe('failed');
    mended = true;
    await lab.retry(id('w1'));
    expect([(await ended('w1')).output, most]).toEqual([12, 2]);
  });

  it('is tried again in a child whose parent never comes to ask for it: the reconciler lets it through', async () => {
    let fails = true;
    childBody = (context) =>
      context.step('ask', async () => {
        if (fails) throw new TerminalError('the key is refused');
        return null;
      });
    body = async (context) => {
      if (!fails) await context.waitFor('go', LONG);
      const [one] = await context.children('all', [{ name: 'one', workflow: 'child', input: null }]);
      if (one?.status !== 'completed') throw new TerminalError('not without it');
      return null;
    };
    await lab.worker([any, child]);
    await start('w2');
    await ended('w2');
    fails = false;
    await lab.retry(id('w2'));
    await asleep('w2');
    const [one] = await lab.client.children(id('w2'));
    expect((await ended(one!.id)).status).toBe('completed');
  });

  it('stays in children when a step after them failed it, also what they have undone or an operator stopped', async () => {
    let healthy = false;
    const began: string[] = [];
    childBody = async (context) => {
      began.push('child');
      await context.compensate('x', async () => undefined);
      await context.step('work', async () => {
        if (context.runId.includes('fails')) throw new TerminalError('this one never works');
        return null;
      });
      return (await context.waitFor('go', LONG)) as Json;
    };
    body = async (context) => {
      const specs = ['fails', 'waits'].map((name) => ({ name, workflow: 'child', input: null }));
      const got = await context.children('all', specs);
      return context.step('publish', async () => {
        if (!healthy) throw new TerminalError('down');
        return got.map(({ status }) => status);
      });
    };
    await lab.worker([any, child]);
    await start('u1');
    await asleep('u1');
    const waits = (await lab.client.children(id('u1'))).map((run) => run.id).find((one) => one.includes('waits'));
    await asleep(waits!);
    await lab.client.cancel(waits!);
    expect((await ended('u1')).error?.step).toBe('publish');
    healthy = true;
    const before = began.length;
    await lab.retry(id('u1'));
    expect((await ended('u1')).output).toEqual(['failed', 'cancelled']);
    expect(began.length).toBe(before);
  });

  it('stays in a child that has undone what it did, though its end failed it', async () => {
    childBody = async (context) => {
      await context.compensate('x', async () => undefined);
      return context.step('work', () => Promise.reject(new TerminalError('this one never works')));
    };
    body = async (context) => {
      const [one] = await context.children('all', [{ name: 'one', workflow: 'child', input: null }]);
      if (one?.status !== 'completed') throw new TerminalError('not without it');
      return null;
    };
    await lab.worker([any, child]);
    await start('u2');
    await ended('u2');
    await lab.retry(id('u2'));
    expect((await ended('u2')).error?.message).toBe('not without it');
  });

  it('is tried again in thousands of children without holding others up', async () => {
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, status, dispatch_seq, error)
       VALUES ('big', 'any', 'work', 'null', 'h', 'big', 'failed', 1, '{"name":"E","message":"m"}')`,
    );
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, parent_id, fan_scope, child_name, status, dispatch_seq, error)
       SELECT 'big-' || n, 'child', 'child', 'null', 'h', 'big', 'big', 'all', 'c' || n, 'failed', 1, '{"name":"E","message":"m","step":"work"}'
         FROM generate_series(1, 10000) n`,
    );
    await lab.pool.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, started_at, kind)
       SELECT 'big', 'all', 1, 'all', 1, gen_random_uuid(), 'ok', now(), 'children'
       UNION ALL SELECT 'big-' || n, 'work', 1, 'work', 1, gen_random_uuid(), 'error', now(), 'work' FROM generate_series(1, 10000) n`,
    );
    await lab.pool.query('ANALYZE durable.run, durable.step');
    const before = performance.now();
    await lab.retry(id('big'));
    // It took 24 s when the tree was walked in one statement.
    expect(performance.now() - before).toBeLessThan(8_000);
    const { rows } = await lab.pool.query(
      `SELECT count(*)::int AS n FROM durable.run WHERE root_id = 'big' AND status = 'queued'`,
    );
    expect(rows).toEqual([{ n: 10_001 }]);
  });
});
