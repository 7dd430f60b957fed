import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { TerminalError, type DurableContext, type Json, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;

/** The reconciler would mend it too; here it comes too late to be the one. */
const LATE = { reconcileIntervalMs: 600_000, reconcileGraceMs: 600_000 };

describe('deliveries and wake-ups', () => {
  let lab: Lab;
  let body: (context: DurableContext, input: Json) => Promise<Json>;
  let childBody: (context: DurableContext, input: Json) => Promise<Json>;
  const workflow = (name: string, queue: string, run: Workflow['run']): Workflow => ({
    name,
    queue,
    concurrency: 5,
    run,
  });

  beforeAll(async () => {
    lab = await openLab({ routes: { main: 'main', child: 'child' }, ...LATE });
    await lab.worker([
      workflow('main', 'main', (context, input) => body(context, input)),
      workflow('child', 'child', (context, input) => childBody(context, input)),
    ]);
  });
  afterAll(() => lab.close());

  it('a parent goes on when its last child is cancelled while nobody works on it', async () => {
    childBody = async (context) => {
      await context.waitFor('never', { timeoutMs: 300_000 });
      return null;
    };
    body = async (context) => {
      const [outcome] = await context.children('parts', [{ name: 'one', workflow: 'child', input: null }]);
      return outcome?.status ?? null;
    };
    await lab.client.start({ id: id('alone-1'), workflow: 'main', input: null });
    await lab.until(id('alone-1'), (run) => run.status === 'suspended');
    await lab.until(id('alone-1~parts~one'), (run) => run.status === 'suspended');
    await lab.client.cancel(id('alone-1~parts~one'));
    expect(await lab.until(id('alone-1'), (run) => run.finishedAt !== null)).toMatchObject({ output: 'cancelled' });
  });

  it('fan-outs whose names are repeated have children of their own', async () => {
    childBody = async (_context, input) => input;
    body = async (context) => {
      const ask = async (name: string, input: Json) => {
        const [outcome] = await context.children(name, [{ name: 'x', workflow: 'child', input }]);
        return outcome?.status === 'completed' ? (outcome.output as Json) : null;
      };
      return [await ask('part', 1), await ask('part', 2), await ask('part-2', 3)];
    };
    await lab.client.start({ id: id('names-1'), workflow: 'main', input: null });
    expect((await lab.until(id('names-1'), (run) => run.finishedAt !== null)).output).toEqual([1, 2, 3]);
  });

  it('a child is not retried for a parent that has read how it ended', async () => {
    const on = gate();
    childBody = () => Promise.reject(new TerminalError('it fails'));
    body = async (context) => {
      const [outcome] = await context.children('parts', [{ name: 'one', workflow: 'child', input: null }]);
      await context.step('wait', () => on.promise);
      return outcome?.status ?? null;
    };
    await lab.client.start({ id: id('read-1'), workflow: 'main', input: null });
    await eventually(
      () => lab.client.steps(id('read-1'), { first: 10 }),
      (steps) => steps.some(({ key }) => key === 'parts'),
    );
    await expect(lab.client.retry(id('read-1~parts~one'))).rejects.toMatchObject({ code: 'RUN_NOT_RETRYABLE' });
    on.open();
    await lab.until(id('read-1'), (run) => run.finishedAt !== null);
  });

  it('the pause before the next attempt holds, whoever wakes the run meanwhile', async () => {
    let attempts = 0;
    body = async (context) => {
      const slowly = { maxAttempts: 2, initialDelayMs: 120_000 };
      const failing = context.step(
        'fails',
        async () => {
          attempts += 1;
          throw new Error('not now');
        },
        { retry: slowly },
      );
      const answered = context.waitFor('answer', { timeoutMs: 300_000 });
      await Promise.race([failing, answered.then(() => context.step('answered', async () => null))]);
      return 'answered';
    };
    await lab.client.start({ id: id('pause-1'), workflow: 'main', input: null });
    await lab.until(id('pause-1'), (run) => run.status === 'suspended');
    expect(attempts).toBe(1);
    await lab.client.resolveGate(id('pause-1'), 'answer', true);
    await lab.until(id('pause-1'), (run) => run.finishedAt !== null || run.status === 'needs_attention');
    expect(attempts).toBe(1);
  });

  it('a start in the far future holds nobody up', async () => {
    body = () => Promise.resolve('done');
    const inSixtyDays = new Date(Date.now() + 60 * 86_400_000);
    await lab.client.start({ id: id('far-1'), workflow: 'main', input: null, startAt: inSixtyDays });
    const key = { idempotencyKey: 'soon' };
    await lab.client.start({ id: id('soon-1'), workflow: 'main', input: null, ...key });
    await lab.until(id('soon-1'), (run) => run.status === 'completed');
    expect((await lab.client.get(id('far-1')))?.status).toBe('queued');
  });

  it('a run that is dispatched anew is not taken from the worker that is at it', async () => {
    const on = gate();
    let begun = 0;
    body = async (context) => {
      await context.step('work', async () => {
        begun += 1;
        await on.promise;
      });
      return 'done';
    };
    await lab.client.start({ id: id('taken-1'), workflow: 'main', input: null, idempotencyKey: 'taken' });
    await eventually(
      async () => begun,
      (n) => n === 1,
    );
    await lab.pool.query(`WITH again AS (
        UPDATE durable.run SET dispatch_seq = dispatch_seq + 1, bull_attempt = 0 WHERE id = 'taken-1' RETURNING id
      ) INSERT INTO durable.outbox (kind, payload) SELECT 'flow', jsonb_build_object('rootId', id) FROM again`);
    await eventually(
      async () => (await lab.pool.query('SELECT 1 FROM durable.outbox')).rowCount,
      (rows) => rows === 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    on.open();
    expect(await lab.until(id('taken-1'), (run) => run.finishedAt !== null)).toMatchObject({ epoch: 1 });
    expect(begun).toBe(1);
  });
});
