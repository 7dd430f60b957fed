import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('every ended run is reported to its workflow', () => {
  let lab: Lab;
  const settled: string[] = [];
  const beats = new Set<string>();
  let failOnce = true;
  const hooked: Workflow = {
    name: 'hooked',
    queue: 'work',
    concurrency: 2,
    async run(context) {
      await context.step('wait', () => new Promise((resolve) => setTimeout(resolve, 700)));
      return null;
    },
    async onHeartbeat({ runId, objectKey }) {
      beats.add(`${runId} ${objectKey}`);
    },
    async onSettled(run) {
      if (failOnce) {
        failOnce = false;
        throw new Error('the graph is away');
      }
      settled.push(`${run.id} ${run.status}`);
    },
  };
  beforeAll(async () => {
    lab = await openLab({ routes: { hooked: 'work' } });
  });
  afterAll(() => lab.close());

  it('also one that was cancelled before any worker saw it, and again after the hook failed', async () => {
    await lab.client.start({ id: id('early-1'), workflow: 'hooked', input: null, objectKey: 'k' });
    await lab.client.cancel(id('early-1'));
    await lab.worker([hooked]);
    await lab.client.start({ id: id('ran-1'), workflow: 'hooked', input: null, objectKey: 'k' });
    await eventually(
      async () => [...settled].sort(),
      (seen) => seen.length >= 2,
    );
    expect(settled.sort()).toEqual(['early-1 cancelled', 'ran-1 completed']);
    expect([...beats]).toEqual(['ran-1 k']);
    expect((await lab.pool.query('SELECT 1 FROM durable.run WHERE settled_at IS NULL')).rowCount).toBe(0);
  });
});
