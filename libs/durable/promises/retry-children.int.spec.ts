import { setTimeout as delay } from 'node:timers/promises';
import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { TerminalError, type DurableContext, type Json, type RunId, type Workflow } from '../index.js';
const id = (text: string) => text as RunId;
const LONG = { timeoutMs: 600_000 };
describe('children of a run that is made to go on', () => {
  let lab: Lab;
  let body: (context: DurableContext) => Promise<Json>;
  let childBody: (context: DurableContext) => Promise<Json>;
  const any: Workflow = { name: 'any', queue: 'work', concurrency: 9, run: (context) => body(context) };
  const child: Workflow = { name: 'child', queue: 'child', concurrency: 20, run: (context) => childBody(context) };
  const ended = (name: string) =>
    lab.until(id(name), (run) => run.finishedAt !== null || run.status === 'needs_attention', 40_000);
  beforeEach(async () => {
    lab = await openLab({ routes: { any: 'work', child: 'child' } });
  });
  afterEach(() => lab.close());

  it('keep to the window of their fan-out, also when their parent takes longer than the grace to come to them', async () => {
    let mended = false;
    let [now, most] = [0, 0];
    childBody = (context) =>
      context.step('ask', async () => {
        most = Math.max(most, (now += 1));
        await delay(300);
        now -= 1;
        if (!mended) throw new TerminalError('refused');
        return null;
      });
    body = async (context) => {
      if (mended) await delay(3_000);
      const specs = Array.from({ length: 12 }, (_, n) => ({ name: `c${n}`, workflow: 'child', input: null }));
      const got = await context.children('all', specs, { concurrency: 2 });
      if (got.some(({ status }) => status !== 'completed')) throw new TerminalError('not without them');
      return got.length;
    };
    await lab.worker([any, child]);
    await lab.client.start({ id: id('w'), workflow: 'any', input: null });
    expect((await ended('w')).status).toBe('failed');
    mended = true;
    const before = most;
    most = 0;
    await lab.retry(id('w'));
    expect([before, (await ended('w')).output, most]).toEqual([2, 12, 2]);
  });

  it('can be retried in the moment in which their parent comes to read how they ended', async () => {
    const [inside, leave] = [gate(), gate()];
    let [woken, fails] = [false, true];
    childBody = (context) =>
      context.step('ask', async () => {
        if (fails) throw new TerminalError('refused');
        return null;
      });
    body = async (context) => {
      if (woken) {
        inside.open();
        await leave.promise;
      }
      woken = true;
      return (await context.children('all', [{ name: 'one', workflow: 'child', input: null }]))[0]?.status ?? null;
    };
    await lab.worker([any, child]);
    await lab.client.start({ id: id('r'), workflow: 'any', input: null });
    await inside.promise;
    fails = false;
    const [one] = await lab.client.children(id('r'));
    await lab.retry(one!.id);
    leave.open();
    expect((await ended('r')).output).toBe('completed');
  });

  it('can be retried alone while their parent works on another branch', async () => {
    let fails = true;
    const [inside, leave] = [gate(), gate()];
    childBody = (context) =>
      context.step('ask', async () => {
        if (fails) throw new TerminalError('refused');
        return 'good';
      });
    body = async (context) => {
      const [kids] = await Promise.all([
        context.children('all', [{ name: 'one', workflow: 'child', input: null }]),
        context.step(
          'long',
          async () => {
            inside.open();
            await leave.promise;
            return null;
          },
          LONG,
        ),
      ]);
      return kids[0]?.status ?? null;
    };
    await lab.worker([any, child]);
    await lab.client.start({ id: id('p'), workflow: 'any', input: null });
    await inside.promise;
    const [one] = await eventually(
      () => lab.client.children(id('p')),
      (rows) => rows[0]?.status === 'failed',
    );
    await delay(1_500);
    fails = false;
    const answer = await lab.client.retry(one!.id).then(
      () => 'retried',
      (e: unknown) => (e as { code: string }).code,
    );
    leave.open();
    const run = await ended('p');
    expect([answer, run.output]).toEqual(['retried', 'completed']);
  });

  it('are undone soon after a stop, though they still wait for their parent', async () => {
    await lab.close();
    lab = await openLab({
      routes: { any: 'work', child: 'child' },
      reconcileGraceMs: 8_000,
      reconcileIntervalMs: 8_000,
    });
    let stage = 0;
    const undone: number[] = [];
    const hold = gate();
    childBody = async (context) => {
      await context.step('made', async () => 1);
      await context.compensate('made', async () => {
        undone.push(Date.now());
      });
      if (stage === 0)
        await lab.pool.query(
          `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, output, attempts, started_at, kind)
         SELECT id, 'x', 9, 'x', epoch, gen_random_uuid(), 'ok', '"other"', 1, now(), 'work' FROM durable.run WHERE kind = 'child'`,
        );
      return context.step('x', async () => 1);
    };
    body = async (context) => {
      if (stage > 0) await context.step('long', () => hold.promise, LONG);
      const [one] = await context.children('all', [{ name: 'one', workflow: 'child', input: null }]);
      if (one?.status !== 'completed') throw new TerminalError('no');
      return null;
    };
    await lab.worker([any, child]);
    await lab.client.start({ id: id('c'), workflow: 'any', input: null });
    expect((await ended('c')).status).toBe('failed');
    const [one] = await lab.client.children(id('c'));
    expect(one!.status).toBe('needs_attention');
    stage = 1;
    await lab.retry(id('c'));
    await lab.until(id('c'), (r) => r.status === 'running');
    const at = Date.now();
    await lab.client.cancel(id('c'));
    hold.open();
    await lab.until(one!.id, (r) => r.status === 'cancelled', 40_000);
    expect(undone).toHaveLength(1);
    expect(Date.now() - at).toBeLessThan(6_000);
  });
});
