import { setTimeout as delay } from 'node:timers/promises';
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

describe('a child that needs attention', () => {
  let lab: Lab;
  beforeAll(async () => void (lab = await openLab({ routes: { parent: 'parent', child: 'child' } })));
  afterAll(() => lab.close());

  it('is not cancelled any more once its parent has read that, though the parent was just writing it down', async () => {
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, parent_id, fan_scope, child_name, status) VALUES
         ('p', 'parent', 'parent', 'null', 'h', 'p', NULL, NULL, NULL, 'paused'),
         ('p-1', 'child', 'child', 'null', 'h', 'p', 'p', 'all', 'one', 'needs_attention')`,
    );
    const parent = await lab.pool.connect();
    await parent.query(`BEGIN; SELECT 1 FROM durable.run WHERE id = 'p' FOR SHARE`);
    const cancelled = lab.client.cancel(id('p-1')).then(() => 'cancelled', String);
    expect(await Promise.race([cancelled, delay(300, 'waits')])).toBe('waits');
    await parent.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, started_at, kind)
       VALUES ('p', 'all', 1, 'all', 1, gen_random_uuid(), 'ok', now(), 'children'); COMMIT`,
    );
    parent.release();
    expect(await cancelled).toContain('has ended as needs_attention');
    expect((await lab.client.get(id('p-1')))?.status).toBe('needs_attention');
  });
});
