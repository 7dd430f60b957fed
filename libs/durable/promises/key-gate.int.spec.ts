import { gate, openLab, type Lab } from '../testing/durable-lab.js';
import { TerminalError, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('runs of one object key go one at a time, in the order of their admission', () => {
  let lab: Lab;
  const now = new Map<string, number>();
  const order: string[] = [];
  let most = 0;
  const keyed: Workflow = {
    name: 'keyed',
    queue: 'work',
    concurrency: 10,
    async run(context) {
      const key = context.objectKey ?? '';
      const running = (now.get(key) ?? 0) + 1;
      now.set(key, running);
      most = Math.max(most, running);
      order.push(context.runId);
      try {
        await context.step('work', () => new Promise((resolve) => setTimeout(resolve, 10)));
        if (context.runId.endsWith('-3')) throw new TerminalError('the third fails');
      } finally {
        now.set(key, running - 1);
      }
      return null;
    },
  };
  beforeAll(async () => {
    lab = await openLab({ routes: { keyed: 'work', broken: 'broken', part: 'part' } });
  });
  afterAll(() => lab.close());

  it('lets other keys pass meanwhile, and goes on after a failed or cancelled run', async () => {
    const ids = ['x', 'y'].flatMap((key) => Array.from({ length: 8 }, (_, n) => ({ key, id: id(`gate-${key}-${n}`) })));
    for (const run of ids) await lab.client.start({ id: run.id, workflow: 'keyed', input: null, objectKey: run.key });
    await lab.client.cancel(id('gate-x-5'));
    await lab.client.cancel(id('gate-y-0'));
    await lab.worker([keyed]);
    for (const run of ids) await lab.until(run.id, (r) => r.finishedAt !== null);
    const expected = (key: string, missing: number) =>
      Array.from({ length: 8 }, (_, n) => `gate-${key}-${n}`).filter((_, n) => n !== missing);
    expect(order.filter((run) => run.includes('-x-'))).toEqual(expected('x', 5));
    expect(order.filter((run) => run.includes('-y-'))).toEqual(expected('y', 0));
    expect(most).toBe(1);
    expect((await lab.pool.query('SELECT 1 FROM durable.run WHERE is_head')).rowCount).toBe(0);
  });

  it('lets a retried run wait its turn', async () => {
    order.length = 0;
    await lab.client.start({ id: id('gate-x-20'), workflow: 'keyed', input: null, objectKey: 'x' });
    await lab.client.start({ id: id('gate-x-21'), workflow: 'keyed', input: null, objectKey: 'x' });
    await lab.client.retry(id('gate-x-5'));
    for (const run of ['gate-x-20', 'gate-x-21', 'gate-x-5']) await lab.until(id(run), (r) => r.status === 'completed');
    expect(most).toBe(1);
  });

  it('lets nobody pass a failed run whose children are still at work', async () => {
    const [begun, done] = [gate(), gate()];
    const broken: Workflow = {
      name: 'broken',
      queue: 'broken',
      concurrency: 1,
      async run(context) {
        const parts = context.children('parts', [{ name: 'one', workflow: 'part', input: null }]);
        const fails = begun.promise.then(() => Promise.reject(new TerminalError('the other branch fails')));
        await Promise.all([parts, context.step('wait', () => fails)]);
        return null;
      },
    };
    const part: Workflow = {
      name: 'part',
      queue: 'part',
      concurrency: 1,
      async run(context) {
        await context.step('work', async () => {
          begun.open();
          await done.promise;
        });
        return null;
      },
    };
    await lab.worker([broken, part]);
    await lab.client.start({ id: id('gate-z-1'), workflow: 'broken', input: null, objectKey: 'z' });
    await lab.client.start({ id: id('gate-z-2'), workflow: 'keyed', input: null, objectKey: 'z' });
    await lab.until(id('gate-z-1'), (r) => r.status === 'failed');
    // The reconciler of this lab looks twice a second.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await lab.client.get(id('gate-z-2')))?.status).toBe('queued');
    done.open();
    await lab.until(id('gate-z-2'), (r) => r.status === 'completed');
  });
});
