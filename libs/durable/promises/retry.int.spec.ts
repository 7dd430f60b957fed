import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { type DurableContext, type Json, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;
const LONG = { timeoutMs: 600_000 };

describe('a run that is made to go on', () => {
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

  it('waits for its turn again: a job that Redis still has of it does not let it in beside the next run of its key', async () => {
    let [most, inside] = [0, 0];
    const both = gate();
    body = async (context) => {
      if (context.runId === 'k1') await context.waitFor('ok', LONG);
      return context.step('work', async () => {
        most = Math.max(most, (inside += 1));
        if (inside === 2) both.open();
        await Promise.race([both.promise, delay(2_000)]);
        inside -= 1;
        return null;
      });
    };
    const first = await lab.worker([any]);
    await start('k1', { objectKey: 'k' });
    await asleep('k1');
    await first.drain(1_000);
    await start('k2', { objectKey: 'k' });
    await lab.client.cancel(id('k1'));
    await lab.client.retry(id('k1'));
    await lab.client.resolveGate(id('k1'), 'ok', true);
    await lab.worker([any]);
    await ended('k2');
    expect((await ended('k1')).status).toBe('completed');
    expect(most).toBe(1);
  });

  it('asks anew what nobody answered in time while it was stopped', async () => {
    body = async (context) => (await context.waitFor('ok', { timeoutMs: 1_000 })) as Json;
    await lab.worker([any]);
    await start('g1');
    await asleep('g1');
    await lab.client.cancel(id('g1'));
    await delay(1_200);
    await lab.client.retry(id('g1'));
    await asleep('g1');
    await lab.client.resolveGate(id('g1'), 'ok', 'yes');
    expect((await ended('g1')).output).toEqual({ resolved: true, value: 'yes' });
  });

  it('goes on after a pause that it slept through, though Redis forgot the ring', async () => {
    const redis = new Redis(lab.redisUrl);
    const inside = gate();
    const leave = gate();
    body = async (context) => {
      const long = context.step('long', async () => {
        inside.open();
        await leave.promise;
        return null;
      });
      return (await Promise.all([context.waitFor('ok', LONG), long]))[0] as Json;
    };
    const first = await lab.worker([any]);
    await start('p1');
    await inside.promise;
    await lab.client.pause(id('p1'));
    await delay(500);
    leave.open();
    await asleep('p1');
    await first.drain(1_000);
    await lab.client.resume(id('p1'));
    const left = async () =>
      (await lab.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM durable.outbox')).rows;
    await eventually(left, ([row]) => row?.n === 0);
    const keys = (await redis.keys(`${lab.prefix}:*`)).filter((key) => !key.endsWith(':meta'));
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
    await lab.worker([any]);
    await lab.client.resolveGate(id('p1'), 'ok', 'yes');
    expect((await ended('p1')).output).toEqual({ resolved: true, value: 'yes' });
  });

  it('leaves a child as it ended once its parent has read that, also when the parent is stopped', async () => {
    let changed = false;
    childBody = async (context) => {
      await context.step(changed ? 'other' : 'one', async () => null);
      return (await context.waitFor('go', LONG)) as Json;
    };
    const seen: string[] = [];
    body = async (context) => {
      const [one] = await context.children('all', [{ name: 'one', workflow: 'child', input: null }]);
      seen.push(one?.status ?? 'none');
      return (await context.waitFor('ok', LONG)) as Json;
    };
    await lab.worker([any, child]);
    await start('c1');
    await asleep('c1');
    const [one = id('')] = (await lab.client.children(id('c1'))).map((run) => run.id);
    await asleep(one);
    changed = true;
    await lab.client.resolveGate(one, 'go', true);
    await lab.until(one, (r) => r.status === 'needs_attention');
    await lab.until(id('c1'), (r) => r.waitingFor[0] === 'promise:ok');
    await expect(lab.client.cancel(one)).rejects.toMatchObject({ code: 'NOT_RUNNING' });
    await expect(lab.client.retry(one)).rejects.toMatchObject({ code: 'RUN_NOT_RETRYABLE' });
    await lab.client.cancel(id('c1'));
    await lab.until(id('c1'), (r) => r.status === 'cancelled');
    await lab.retry(id('c1'));
    await lab.client.resolveGate(id('c1'), 'ok', true);
    expect((await ended('c1')).status).toBe('completed');
    expect(new Set(seen)).toEqual(new Set(['needs_attention']));
  });

  it('of a child waits for what its parent is writing', async () => {
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, parent_id, fan_scope, child_name, status) VALUES
         ('p', 'any', 'work', 'null', 'h', 'p', NULL, NULL, NULL, 'suspended'),
         ('p-1', 'child', 'child', 'null', 'h', 'p', 'p', 'all', 'one', 'failed'), ('p-2', 'child', 'child', 'null', 'h', 'p', 'p', 'all', 'two', 'suspended')`,
    );
    const parent = await lab.pool.connect();
    await parent.query(`BEGIN; SELECT 1 FROM durable.run WHERE id = 'p' FOR SHARE`);
    const retried = lab.client.retry(id('p-1')).then(() => 'retried', String);
    expect(await Promise.race([retried, delay(300, 'waits')])).toBe('waits');
    await parent.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, started_at, kind)
       VALUES ('p', 'all', 1, 'all', 1, gen_random_uuid(), 'ok', now(), 'children'); COMMIT`,
    );
    parent.release();
    expect(await retried).toContain('has read its outcome');
  });

  it('as a child does not work beside the next run of its key', async () => {
    let [most, inside, first] = [0, 0, true];
    const leave = gate();
    const work = (context: DurableContext) =>
      context.step('work', async () => {
        most = Math.max(most, (inside += 1));
        await leave.promise;
        inside -= 1;
        return null;
      });
    childBody = async (context) => (first ? ((await context.waitFor('go', LONG)) as Json) : work(context));
    body = async (context) => {
      if (context.runId === 'n2') return work(context);
      return (await context.children('all', [{ name: 'one', workflow: 'child', input: null }])).length;
    };
    await lab.worker([any, child]);
    await start('n1', { objectKey: 'k' });
    await asleep('n1');
    const [one = id('')] = (await lab.client.children(id('n1'))).map((run) => run.id);
    await asleep(one);
    await lab.client.cancel(id('n1'));
    await lab.until(id('n1'), (r) => r.status === 'cancelled');
    first = false;
    await start('n2', { objectKey: 'k' });
    await eventually(
      async () => inside,
      (n) => n === 1,
    );
    await lab.retry(id('n1'));
    await lab.client.cancel(one);
    await lab.retry(one);
    await delay(1_500);
    expect([most, (await lab.client.get(one))?.status]).toEqual([1, 'queued']);
    leave.open();
    await ended('n2');
    expect((await ended('n1')).output).toBe(1);
    expect(most).toBe(1);
  });
});
