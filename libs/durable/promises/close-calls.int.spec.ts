import { setTimeout as delay } from 'node:timers/promises';
import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { TerminalError, type DurableContext, type Json, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('where two things meet that rarely do', () => {
  let lab: Lab;
  let body: (context: DurableContext, input: Json) => Promise<Json>;
  let childBody: (context: DurableContext, input: Json) => Promise<Json>;
  const any: Workflow = { name: 'any', queue: 'work', concurrency: 9, run: (context, input) => body(context, input) };
  const child: Workflow = {
    name: 'child',
    queue: 'child',
    concurrency: 50,
    run: (context, input) => childBody(context, input),
  };
  const hasty: Workflow = {
    name: 'hasty',
    queue: 'hasty',
    concurrency: 1,
    run: async () => 'ran',
    onHeartbeat: () => {
      throw new Error('at once');
    },
  };
  const start = (name: string, more: object = {}) =>
    lab.client.start({ id: id(name), workflow: 'any', input: 1, ...more });
  const ended = (name: string) =>
    lab.until(id(name), (r) => r.finishedAt !== null || r.status === 'needs_attention', 20_000);

  beforeAll(async () => {
    lab = await openLab({ routes: { any: 'work', child: 'child', hasty: 'hasty' } });
    await lab.worker([any, child]);
  });
  afterAll(() => lab.close());

  it('a retried run that waits at the gate of its key is not let in by pausing and resuming it', async () => {
    const leave = gate();
    let [most, inside, failing] = [0, 0, true];
    body = (context) =>
      context.step('work', async () => {
        if (failing) {
          failing = false;
          throw new TerminalError('no', 'NO');
        }
        most = Math.max(most, (inside += 1));
        await leave.promise;
        inside -= 1;
        return null;
      });
    await start('key-1', { objectKey: 'k' });
    await lab.until(id('key-1'), (r) => r.status === 'failed');
    await start('key-2', { objectKey: 'k' });
    await lab.until(id('key-2'), (r) => r.status === 'running');
    await lab.retry(id('key-1'));
    await lab.client.pause(id('key-1'));
    await lab.client.resume(id('key-1'));
    // Longer than the relay and the reconciler need to let it in by mistake.
    await delay(2_000);
    leave.open();
    expect([(await ended('key-1')).status, (await ended('key-2')).status, most]).toEqual(['completed', 'completed', 1]);
  });

  it('a fork of a run with branches runs again what was made from its step', async () => {
    let ran: string[] = [];
    const many = async (context: DurableContext): Promise<void> => {
      for (let n = 0; n < 14; n += 1) await context.step(`a${String(n)}`, async () => n);
    };
    const chain = async (context: DurableContext): Promise<Json> => {
      await context.step('b', () => delay(300));
      const made = await context.step('p', async () => (ran.push('p'), 'p'));
      await context.sleepUntil('nap', new Date(Date.now() + 700));
      return context.step('q', async () => (ran.push('q'), `q of ${made}`));
    };
    body = async (context) => (await Promise.all([chain(context), many(context)]))[0];
    await start('par-1');
    expect((await ended('par-1')).output).toBe('q of p');
    ran = [];
    await lab.client.fork(id('par-1'), 'p', { id: id('par-2') });
    await ended('par-2');
    expect(ran).toEqual(['p', 'q']);
  });

  it('a fan-out that was paused keeps to its window', async () => {
    let leave = gate();
    let [most, inside] = [0, 0];
    childBody = (context) =>
      context.step('work', async () => {
        most = Math.max(most, (inside += 1));
        await leave.promise;
        inside -= 1;
        return null;
      });
    const specs = Array.from({ length: 8 }, (_, n) => ({ name: `n${String(n)}`, workflow: 'child', input: n }));
    body = async (context) => (await context.children('all', specs, { concurrency: 2 })).length;
    await start('window-1');
    const there = (wanted: (n: number) => boolean) => eventually(async () => inside, wanted);
    await there((n) => n === 2);
    await lab.client.pause(id('window-1'));
    leave.open();
    await there((n) => n === 0);
    leave = gate();
    await lab.client.resume(id('window-1'));
    await there((n) => n === 2);
    await delay(1_500);
    leave.open();
    expect([(await ended('window-1')).output, most]).toEqual([8, 2]);
  });

  it('a fan-out that was cancelled and retried keeps to its window', async () => {
    const leave = gate();
    let [most, inside] = [0, 0];
    childBody = (context) =>
      context.step('work', async ({ signal }) => {
        most = Math.max(most, (inside += 1));
        const stopped = new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
        await Promise.race([leave.promise, stopped]).finally(() => (inside -= 1));
        return null;
      });
    const specs = Array.from({ length: 8 }, (_, n) => ({ name: `n${String(n)}`, workflow: 'child', input: n }));
    body = async (context) => (await context.children('all', specs, { concurrency: 2 })).length;
    await start('again-1');
    const two = () =>
      eventually(
        async () => inside,
        (n) => n === 2,
      );
    await two();
    await lab.client.cancel(id('again-1'));
    await ended('again-1');
    await lab.retry(id('again-1'));
    await two();
    await delay(1_500);
    leave.open();
    expect([(await ended('again-1')).output, most]).toEqual([8, 2]);
  });

  it('a child whose id belongs to another run is refused instead of waited for', async () => {
    body = async (context) =>
      context.runId === 'taken-1'
        ? (await context.children('all', [{ name: 'a', workflow: 'child', input: 1 }])).length
        : 1;
    await start('taken-1~all~a');
    await ended('taken-1~all~a');
    await start('taken-1');
    expect((await ended('taken-1')).error).toMatchObject({ code: 'CHILD_ID_TAKEN' });
  });

  it('a paused run whose worker died begins no step', async () => {
    const ran: number[] = [];
    body = async (context) => {
      for (let n = 0; n < 10; n += 1) await context.step(`s${String(n)}`, async () => ran.push(n));
      return null;
    };
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, status, owner, epoch, dispatch_seq, lease_until, pause_requested_at)
       VALUES ('paused-1', 'any', 'work', '1', '', 'paused-1', 'running', 'dead', 1, 1, now() - interval '1 min', now())`,
    );
    await lab.until(id('paused-1'), (r) => r.status === 'paused');
    expect(ran).toEqual([]);
  });

  it('a heartbeat hook that throws at once harms nobody', async () => {
    await lab.worker([hasty]);
    await lab.client.start({ id: id('hasty-1'), workflow: 'hasty', input: 1 });
    expect(await ended('hasty-1')).toMatchObject({ status: 'completed', output: 'ran', epoch: 1 });
  });

  it('a step may take for ever, and costs an amount', async () => {
    body = (context) => context.step('long', async () => 'in time', { timeoutMs: Infinity });
    await start('long-1');
    expect((await ended('long-1')).output).toBe('in time');
    body = (context) => context.step('paid', async ({ addCost }) => (addCost(NaN), null));
    await start('cost-1');
    expect((await ended('cost-1')).error).toMatchObject({ code: 'BAD_COST' });
  });

  it("what can't be stored or waited for is refused with its name", async () => {
    const effect = { name: 'never', statements: ['SELECT data FROM committed'] };
    const refused: Record<string, typeof body> = {
      BAD_TIMEOUT: (context) => context.waitFor('for ever', { timeoutMs: Number.MAX_VALUE }),
      BAD_TIME: (context) => context.sleepUntil('never', new Date(NaN)).then(() => null),
      EFFECT_NOT_JSONB: (context) =>
        context.step('nul', async ({ alsoCommit }) => (alsoCommit(effect, { text: 'a\0b' }), null)),
    };
    for (const [code, run] of Object.entries(refused)) {
      body = run;
      await start(`refused-${code}`);
      expect((await ended(`refused-${code}`)).error).toMatchObject({ code });
    }
    await expect(lab.client.list({ first: 1, after: 'x' })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    await expect(lab.client.steps(id('cost-1'), { first: 1, after: 'x' })).rejects.toMatchObject({
      code: 'BAD_CURSOR',
    });
  });
});
