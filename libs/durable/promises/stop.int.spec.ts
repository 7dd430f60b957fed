import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { DurableContext, Json, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('what is in flight when a run is stopped', () => {
  let lab: Lab;
  let calls: string[] = [];
  let aborted: string[] = [];
  let answer = gate();
  /** A call that is paid for as soon as it is made. */
  const pay = (context: DurableContext, name: string): Promise<string> =>
    context.step(name, async ({ signal, addCost }) => {
      calls.push(name);
      signal.addEventListener('abort', () => aborted.push(name));
      await answer.promise;
      addCost(5);
      return name;
    });
  const shop: Workflow = {
    name: 'shop',
    queue: 'shop',
    concurrency: 5,
    async run(context) {
      const paid = await Promise.all(['a', 'b'].map((name) => pay(context, name)));
      await pay(context, 'c');
      return paid as Json;
    },
  };
  const start = async (name: string): Promise<void> => {
    await lab.client.start({ id: id(name), workflow: 'shop', input: null });
    await eventually(
      async () => calls.length,
      (n) => n === 2,
    );
  };
  const cancelled = (name: string) => lab.until(id(name), (r) => r.status === 'cancelled');
  const stored = async (name: string) => (await lab.client.steps(id(name), { first: 9 })).map(({ key }) => key);

  beforeAll(async () => {
    lab = await openLab({ routes: { shop: 'shop' }, stopGraceMs: 4_000 });
    await lab.worker([shop]);
  });
  beforeEach(() => {
    [calls, aborted, answer] = [[], [], gate()];
  });
  afterAll(() => lab.close());

  it('is stored, and nothing begins after it; a retry does not pay for it again', async () => {
    await start('keep');
    await lab.client.cancel(id('keep'));
    // Long enough for a worker that would abort them.
    await lab.client.cancel(id('keep'));
    await eventually(
      async () => (await lab.client.get(id('keep')))?.status,
      (status) => status === 'cancelling',
    );
    answer.open();
    await cancelled('keep');
    expect([await stored('keep'), calls, aborted]).toEqual([['a', 'b'], ['a', 'b'], []]);
    expect((await lab.client.get(id('keep')))?.costMicroUsd).toBe(10);
    await lab.retry(id('keep'));
    const done = await lab.until(id('keep'), (r) => r.status === 'completed');
    expect([done.output, done.costMicroUsd, calls]).toEqual([['a', 'b'], 15, ['a', 'b', 'c']]);
  });

  it('is aborted when it takes too long', async () => {
    await start('long');
    await lab.client.cancel(id('long'));
    await cancelled('long');
    expect([await stored('long'), aborted]).toEqual([[], ['a', 'b']]);
  });

  it('is aborted at once by a kill, also after a stop, and what comes back late is refused', async () => {
    await start('kill');
    await lab.client.cancel(id('kill'));
    await lab.client.cancel(id('kill'), { kill: true });
    await cancelled('kill');
    await eventually(
      async () => aborted,
      (names) => names.length === 2,
      2_000,
    );
    answer.open();
    expect(await stored('kill')).toEqual([]);
  });

  it('does not wait for the next attempt of a step', async () => {
    let tries = 0;
    const patient: Workflow = {
      name: 'shop',
      queue: 'patient',
      concurrency: 1,
      run: (context) =>
        context.step(
          'flaky',
          async () => {
            tries += 1;
            throw new Error('not yet');
          },
          { retry: { maxAttempts: 9, initialDelayMs: 20_000 } },
        ),
    };
    const own = await openLab({ routes: { shop: 'patient' }, stopGraceMs: 60_000 });
    await own.worker([patient]);
    await own.client.start({ id: id('flaky'), workflow: 'shop', input: null });
    await eventually(
      async () => tries,
      (n) => n === 1,
    );
    await own.client.cancel(id('flaky'));
    await own.until(id('flaky'), (r) => r.status === 'cancelled', 5_000);
    await own.close();
    expect(tries).toBe(1);
  });
});
