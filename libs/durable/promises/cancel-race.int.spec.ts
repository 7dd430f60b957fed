import { openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('children that end at the same moment do not leave their parent behind', () => {
  let lab: Lab;
  const parent: Workflow = {
    name: 'parent',
    queue: 'parent',
    concurrency: 20,
    async run(context) {
      await context.children(
        'all',
        [0, 1, 2, 3].map((n) => ({ name: `${n}`, workflow: 'child', input: n })),
      );
      return null;
    },
  };
  const child: Workflow = {
    name: 'child',
    queue: 'child',
    concurrency: 80,
    run: (context) =>
      context.step(
        'wait',
        ({ signal }) =>
          new Promise((resolve, reject) => {
            const timer = setTimeout(() => resolve(null), 400);
            signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true });
          }),
      ),
  };
  beforeAll(async () => {
    // No sweep repairs in this test what the transactions themselves must get right.
    lab = await openLab({ routes: { parent: 'parent', child: 'child' }, reconcileIntervalMs: 600_000 });
    await lab.worker([parent, child]);
    await lab.worker([parent, child]);
  });
  afterAll(() => lab.close());

  it('when they complete', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => id(`done-${n}x`));
    for (const run of ids) await lab.client.start({ id: run, workflow: 'parent', input: null });
    for (const run of ids) await lab.until(run, (r) => r.status === 'completed');
  });

  it('when they are cancelled, at any moment', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => id(`stop-${n}x`));
    for (const run of ids) await lab.client.start({ id: run, workflow: 'parent', input: null });
    await Promise.all(
      ids.map(async (run, n) => {
        await new Promise((resolve) => setTimeout(resolve, n * 17));
        await lab.client.cancel(run).catch((error: unknown) => {
          if ((error as { code?: string }).code !== 'NOT_RUNNING') throw error;
        });
      }),
    );
    for (const run of ids) await lab.until(run, (r) => r.finishedAt !== null);
    const { rows } = await lab.pool.query(`SELECT count(*)::int AS n FROM durable.run WHERE finished_at IS NULL`);
    expect(rows).toEqual([{ n: 0 }]);
  });
});
