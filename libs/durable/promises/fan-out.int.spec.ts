import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { Json, RunId, Workflow } from '../index.js';

describe('a fan-out waits for all its children without holding a slot', () => {
  let lab: Lab;
  const bodies = { parent: 0, child: 0 };
  const parent: Workflow = {
    name: 'parent',
    queue: 'parent',
    concurrency: 1,
    async run(context, input) {
      bodies.parent += 1;
      const { count } = input as { count: number };
      const specs = Array.from({ length: count }, (_, n) => ({ name: `item ${n}`, workflow: 'child', input: { n } }));
      const outcomes = await context.children<Json, number>('items', specs);
      return outcomes.map((o) => (o.status === 'completed' ? o.output : o.error.message));
    },
  };
  const child: Workflow = {
    name: 'child',
    queue: 'child',
    concurrency: 10,
    async run(context, input) {
      const { n } = input as { n: number };
      return context.step(
        'work',
        async () => {
          bodies.child += 1;
          if (n === 3) throw Object.assign(new Error('three is bad'), {});
          return n * n;
        },
        { retry: { maxAttempts: 1 } },
      );
    },
  };
  beforeAll(async () => {
    lab = await openLab({ routes: { parent: 'parent', child: 'child' } });
    await lab.worker([parent, child]);
  });
  afterAll(() => lab.close());

  it('collects outcomes in the order of the specs, failed ones included', async () => {
    const { run } = await lab.client.start({ id: 'fan-1' as RunId, workflow: 'parent', input: { count: 5 } });
    const done = await lab.until(run.id, (r) => r.status === 'completed');
    expect(done.output).toEqual([0, 1, 4, 'three is bad', 16]);
    expect(bodies.child).toBe(5);
  });

  it('lets a second parent run in the only slot while the first one waits', async () => {
    bodies.parent = 0;
    const ids = ['fan-2', 'fan-3', 'fan-4'] as RunId[];
    for (const runId of ids) await lab.client.start({ id: runId, workflow: 'parent', input: { count: 40 } });
    for (const runId of ids) await lab.until(runId, (r) => r.status === 'completed');
    expect(bodies.parent).toBe(6);
  });

  it('takes a thousand children', async () => {
    const { run } = await lab.client.start({ id: 'fan-5' as RunId, workflow: 'parent', input: { count: 1_000 } });
    const done = await lab.until(run.id, (r) => r.status === 'completed', 30_000);
    expect(done.output).toHaveLength(1_000);
  }, 40_000);
});

describe('fan-outs that share a queue', () => {
  let lab: Lab;
  const begun: string[] = [];
  const opened = gate();
  const parent: Workflow = {
    name: 'parent',
    queue: 'parent',
    concurrency: 2,
    async run(context, input) {
      const { count } = input as { count: number };
      const specs = Array.from({ length: count }, (_, n) => ({ name: `${n}`, workflow: 'child', input: null }));
      return (await context.children('items', specs, { concurrency: 2 })).length;
    },
  };
  const child: Workflow = {
    name: 'child',
    queue: 'child',
    concurrency: 1,
    async run(context) {
      await context.step('work', async () => {
        begun.push(context.rootId);
        await opened.promise;
      });
      return null;
    },
  };
  beforeAll(async () => {
    lab = await openLab({ routes: { parent: 'parent', child: 'child' } });
    await lab.worker([parent, child]);
  });
  afterAll(() => lab.close());

  it('take turns, however many children the first one has', async () => {
    const [many, few] = ['many', 'few'] as RunId[];
    await lab.client.start({ id: many!, workflow: 'parent', input: { count: 20 } });
    await lab.until(many!, (run) => run.status === 'suspended');
    await lab.client.start({ id: few!, workflow: 'parent', input: { count: 5 } });
    await lab.until(few!, (run) => run.status === 'suspended');
    // One child is at work; the second of `many` and the first two of `few` wait.
    await eventually(
      () => lab.client.queue('child').getWaitingCount(),
      (waiting) => waiting === 3,
    );
    opened.open();
    for (const runId of [many!, few!]) await lab.until(runId, (run) => run.status === 'completed');
    // Its first child waits for the two that the other one had in the queue; each later pair for as many.
    expect(begun.indexOf(few!)).toBe(2);
    expect(begun.lastIndexOf(few!)).toBeLessThan(16);
    expect(begun).toHaveLength(25);
  });
});
