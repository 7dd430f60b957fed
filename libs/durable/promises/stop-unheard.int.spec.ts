import { setTimeout as delay } from 'node:timers/promises';
import { gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { DurableContext, Json, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('a stop that its worker has not heard of yet', () => {
  let lab: Lab;
  let body: (context: DurableContext) => Promise<Json>;
  const any: Workflow = { name: 'any', queue: 'work', concurrency: 9, run: (context) => body(context) };
  const start = (name: string) => lab.client.start({ id: id(name), workflow: 'any', input: null });
  const ended = (name: string) => lab.until(id(name), (r) => r.finishedAt !== null);
  /** What a cancel writes, without the notification: that may be on its way still, or its connection broken. */
  const stopUnheard = (name: string) =>
    lab.pool.query(
      `UPDATE durable.run SET status = 'cancelling', cancel_requested_at = clock_timestamp() WHERE id = $1`,
      [name],
    );

  beforeEach(async () => {
    lab = await openLab({ routes: { any: 'work' }, stopGraceMs: 20_000 });
  });
  afterEach(() => lab.close());

  it('is heard of by the next step that is stored: no other begins', async () => {
    const began: string[] = [];
    body = async (context) => {
      for (const name of ['a', 'b', 'c'])
        await context.step(name, async () => {
          began.push(name);
          if (name === 'b') await stopUnheard('s');
          return null;
        });
      return null;
    };
    await lab.worker([any], { heartbeatMs: 60_000, leaseMs: 120_000, lockMs: 6_000 });
    await start('s');
    const run = await ended('s');
    const stored = (await lab.client.steps(id('s'), { first: 9 })).map(({ key }) => key);
    expect([run.status, began, stored]).toEqual(['cancelled', ['a', 'b'], ['a', 'b']]);
  });

  it('is heard of by a transaction that is stored, too', async () => {
    const began: string[] = [];
    const [inside, go] = [gate(), gate()];
    body = async (context) => {
      for (const name of ['a', 'b'])
        await context.tx(name, async () => {
          began.push(name);
          inside.open();
          await go.promise;
          return null;
        });
      return null;
    };
    await lab.worker([any], { heartbeatMs: 60_000, leaseMs: 120_000, lockMs: 6_000 });
    await start('t');
    await inside.promise;
    await stopUnheard('t');
    go.open();
    expect((await ended('t')).status).toBe('cancelled');
    expect(began).toEqual(['a']);
  });

  it('is heard of by a body that asks whether the run is still its own: it does not begin', async () => {
    const began: string[] = [];
    const inside = gate();
    body = async (context) => {
      const long = context.step('one', async () => {
        began.push('one');
        inside.open();
        await delay(1_500);
        return null;
      });
      // The lease is not certain any more: the journal is asked before the body begins.
      await delay(1_400);
      await context.step('two', async () => {
        began.push('two');
        return null;
      });
      return long;
    };
    await lab.worker([any], { heartbeatMs: 60_000, leaseMs: 2_000, lockMs: 6_000, reconcileGraceMs: 30_000 });
    await start('b');
    await inside.promise;
    await stopUnheard('b');
    await ended('b');
    expect(began).toEqual(['one']);
  });

  it('met by a branch that comes to wait does not cut off what another one has in flight', async () => {
    const aborted: string[] = [];
    const [go, answer, inside] = [gate(), gate(), gate()];
    body = async (context) => {
      const paid = context.step('paid', async ({ signal }) => {
        signal.addEventListener('abort', () => aborted.push(String((signal.reason as Error).name)));
        inside.open();
        await answer.promise;
        return 'answer';
      });
      const asked = go.promise.then(() => context.waitFor('ok', { timeoutMs: 600_000 }));
      return (await Promise.all([paid, asked])) as Json;
    };
    await lab.worker([any], { heartbeatMs: 60_000, leaseMs: 120_000, lockMs: 6_000 });
    await start('a');
    await inside.promise;
    await stopUnheard('a');
    go.open();
    await delay(1_000);
    answer.open();
    const run = await ended('a');
    const stored = (await lab.client.steps(id('a'), { first: 9 })).map(({ key }) => key);
    expect([run.status, aborted, stored]).toEqual(['cancelled', [], ['paid']]);
  });

  it('is heard of by an attempt that is counted: there is no other', async () => {
    let attempts = 0;
    body = (context) =>
      context.step(
        'flaky',
        async () => {
          attempts += 1;
          await stopUnheard('r');
          throw new Error('not yet');
        },
        { retry: { maxAttempts: 3, initialDelayMs: 200 } },
      );
    await lab.worker([any], { heartbeatMs: 60_000, leaseMs: 120_000, lockMs: 6_000 });
    await start('r');
    expect([(await ended('r')).status, attempts]).toEqual(['cancelled', 1]);
  });
});
