import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { Json, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('what ended long ago is deleted, what is open never', () => {
  let lab: Lab;
  const hold = gate();
  beforeAll(async () => {
    lab = await openLab({ routes: { big: 'work', held: 'held', reports: 'reports' } });
    const big: Workflow = {
      name: 'big',
      queue: 'work',
      concurrency: 2,
      run: async (context, input) =>
        (await context.step('make', async () => 'x'.repeat(70_000) + String(input))).length,
    };
    const held: Workflow = {
      name: 'held',
      queue: 'held',
      concurrency: 2,
      run: (context): Promise<Json> => context.step('hold', async () => (await hold.promise, null)),
    };
    await lab.worker([big, held]);
  });
  afterAll(() => lab.close());

  it('takes whole trees with steps, events and unused blobs; shared blobs stay', async () => {
    const start = (name: string, workflow: string, input: Json) => lab.client.start({ id: id(name), workflow, input });
    await start('old-1', 'big', 'own');
    await start('old-2', 'big', 'shared');
    await start('new-1', 'big', 'shared');
    await start('open-1', 'held', null);
    for (const name of ['old-1', 'old-2', 'new-1']) await lab.until(id(name), (r) => r.status === 'completed');
    await lab.until(id('open-1'), (r) => r.status === 'running');
    await lab.pool.query(
      `UPDATE durable.run SET created_at = now() - interval '40 days', finished_at = finished_at - interval '40 days' WHERE id LIKE 'old-%' OR id = 'open-1'`,
    );
    await lab.pool.query(`UPDATE durable.step_blob SET created_at = now() - interval '40 days'`);
    expect(await lab.client.removeEnded(30 * 86_400_000)).toBe(2);
    expect(await lab.client.get(id('old-1'))).toBeNull();
    expect(await lab.client.steps(id('old-1'), { first: 5 })).toEqual([]);
    expect((await lab.client.step(id('new-1'), 'make'))?.output).toHaveLength(70_006);
    expect((await lab.client.get(id('open-1')))?.status).toBe('running');
    const { rows } = await lab.pool.query('SELECT count(*)::int AS n FROM durable.step_blob');
    expect(rows).toEqual([{ n: 1 }]);
    const stats = await lab.client.stats();
    expect(stats.runs).toEqual({ completed: 1, running: 1 });
    expect(stats.journalBytes).toBeGreaterThan(0);
    hold.open();
    await lab.until(id('open-1'), (r) => r.status === 'completed');
  });

  it('keeps a run whose end could not be reported yet; a worker with a retention deletes it afterwards', async () => {
    let away = true;
    const told: string[] = [];
    const reports: Workflow = {
      name: 'reports',
      queue: 'reports',
      concurrency: 1,
      run: async () => null,
      onSettled: async ({ id: run }) => {
        if (away) throw new Error('nobody listens');
        told.push(run);
      },
    };
    const worker = await lab.worker([reports]);
    await lab.client.start({ id: id('owed-1'), workflow: 'reports', input: null });
    const tried = `SELECT settling_claim IS NULL AND settling_until IS NOT NULL AS tried FROM durable.run WHERE id = 'owed-1'`;
    await eventually(
      async () => (await lab.pool.query<{ tried: boolean }>(tried)).rows[0]?.tried,
      (yes) => yes === true,
    );
    expect(await lab.client.removeEnded(0)).toBe(2);
    expect(await lab.client.get(id('owed-1'))).not.toBeNull();
    away = false;
    await lab.pool.query(`UPDATE durable.run SET settling_until = now() WHERE id = 'owed-1'`);
    await eventually(
      async () => told.length,
      (n) => n === 1,
    );
    await worker.drain(1_000);
    await lab.worker([reports], { retentionMs: 0 });
    await eventually(
      () => lab.client.get(id('owed-1')),
      (run) => run === null,
    );
  });
});
