import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { TerminalError, type Json, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('cancelling a run stops all that it started', () => {
  let lab: Lab;
  let started = 0;
  let deaf = false;
  let sawAbort = 0;
  let release = gate();
  const parent: Workflow = {
    name: 'parent',
    queue: 'parent',
    concurrency: 5,
    async run(context) {
      const specs = Array.from({ length: 30 }, (_, n) => ({ name: `n${n}`, workflow: 'child', input: n }));
      await context.children<Json>('all', specs);
      return 'late';
    },
  };
  const child: Workflow = {
    name: 'child',
    queue: 'child',
    concurrency: 4,
    async run(context) {
      await context.step('first', async ({ signal }) => {
        started += 1;
        await new Promise<void>((resolve, reject) => {
          void release.promise.then(resolve);
          if (!deaf) signal.addEventListener('abort', () => ((sawAbort += 1), reject(signal.reason)), { once: true });
        });
      });
      await context.step('second', async () => (started += 1_000));
      return 'late';
    },
  };
  /** Fails while its children are at work. */
  const hasty: Workflow = {
    name: 'hasty',
    queue: 'parent',
    concurrency: 5,
    async run(context) {
      const specs = Array.from({ length: 5 }, (_, n) => ({ name: `n${n}`, workflow: 'child', input: n }));
      const fails = context.step('look', async () => {
        await eventually(
          async () => started,
          (n) => n > 0,
        );
        throw new TerminalError('no', 'NO');
      });
      await Promise.all([context.children<Json>('all', specs), fails]);
      return 'late';
    },
  };
  beforeAll(async () => {
    lab = await openLab({
      routes: { parent: 'parent', hasty: 'parent', child: 'child', trip: 'trip', nobody: 'nobody' },
    });
    await lab.worker([parent, hasty, child]);
  });
  beforeEach(() => {
    [started, sawAbort, deaf] = [0, 0, false];
    release = gate();
  });
  afterAll(() => lab.close());

  const statuses = async (root: string): Promise<Record<string, number>> => {
    const { rows } = await lab.pool.query<{ status: string; n: number }>(
      'SELECT status, count(*)::int AS n FROM durable.run WHERE root_id = $1 GROUP BY 1',
      [root],
    );
    return Object.fromEntries(rows.map((row) => [row.status, row.n]));
  };

  it('ends waiting descendants at once and running ones when they hear it; the parent ends last', async () => {
    const { run } = await lab.client.start({ id: id('stop-1'), workflow: 'parent', input: null });
    await eventually(
      async () => started,
      (n) => n === 4,
    );
    const stopping = await lab.client.cancel(run.id);
    expect(stopping.status).toBe('cancelling');
    await lab.until(run.id, (r) => r.status === 'cancelled');
    expect(await statuses('stop-1')).toEqual({ cancelled: 31 });
    expect([started, sawAbort]).toEqual([4, 4]);
    const { rows } = await lab.pool.query(
      `SELECT finished_at >= (SELECT max(finished_at) FROM durable.run WHERE parent_id = 'stop-1') AS last FROM durable.run WHERE id = 'stop-1'`,
    );
    expect(rows).toEqual([{ last: true }]);
  });

  it('refuses what a body returns that did not listen', async () => {
    deaf = true;
    const { run } = await lab.client.start({ id: id('deaf-1'), workflow: 'child', input: null });
    await eventually(
      async () => started,
      (n) => n === 1,
    );
    await lab.client.cancel(run.id);
    await lab.until(run.id, (r) => r.status === 'cancelled');
    release.open();
    expect(await lab.client.steps(run.id, { first: 5 })).toEqual([]);
    expect(started).toBe(1);
  });

  it('kills at once: the owner is fenced, nothing is waited for', async () => {
    deaf = true;
    const { run } = await lab.client.start({ id: id('kill-1'), workflow: 'child', input: null });
    await eventually(
      async () => started,
      (n) => n === 1,
    );
    expect(await lab.client.cancel(run.id, { kill: true })).toMatchObject({ status: 'cancelled', epoch: 2 });
    release.open();
    expect(await lab.client.steps(run.id, { first: 5 })).toEqual([]);
  });

  it('goes on after a retry: children that were cancelled run, none twice', async () => {
    release.open();
    started = 0;
    await lab.client.retry(id('stop-1'));
    await lab.until(id('stop-1'), (r) => r.status === 'completed');
    expect(await statuses('stop-1')).toEqual({ completed: 31 });
    expect(started).toBe(30 * 1_001);
  });

  it('stops the children that go on when their parent has failed', async () => {
    const { run } = await lab.client.start({ id: id('hasty-1'), workflow: 'hasty', input: null, objectKey: 'hasty' });
    await lab.until(run.id, (r) => r.status === 'failed');
    await eventually(
      async () => started,
      (n) => n > 0,
    );
    const goOn = (): Promise<ReadonlySet<string>> => lab.client.withOpenDescendants([run.id, id('stop-1')]);
    expect(await goOn()).toEqual(new Set([run.id]));
    await lab.client.cancel(run.id);
    const counts = await eventually(
      () => statuses('hasty-1'),
      (by) => by.cancelled === 5,
    );
    expect(counts).toEqual({ failed: 1, cancelled: 5 });
    expect(await goOn()).toEqual(new Set());
    await expect(lab.client.cancel(run.id)).rejects.toMatchObject({ code: 'NOT_RUNNING' });
    // Nothing is at work under it any more: the next run of its key is let in at once.
    const next = await lab.client.start({ id: id('hasty-2'), workflow: 'hasty', input: null, objectKey: 'hasty' });
    await lab.until(next.run.id, (r) => r.status === 'failed');
    await lab.client.cancel(next.run.id);
  });

  it('kills what was stopped before and waits to be undone: nothing is undone then', async () => {
    const did: string[] = [];
    const trip: Workflow = {
      name: 'trip',
      queue: 'trip',
      concurrency: 1,
      async run(context) {
        await context.step('book', async () => did.push('book'));
        await context.compensate('book', async () => void did.push('undo'));
        return (await context.waitFor('ok', { timeoutMs: 600_000 })) as Json;
      },
    };
    const worker = await lab.worker([trip]);
    await lab.client.start({ id: id('trip-1'), workflow: 'trip', input: null });
    await lab.until(id('trip-1'), (r) => r.status === 'suspended');
    await worker.drain(1_000);
    await lab.client.cancel(id('trip-1'));
    expect((await lab.client.get(id('trip-1')))?.status).toBe('cancelling');
    await lab.client.cancel(id('trip-1'), { kill: true });
    expect((await lab.client.get(id('trip-1')))?.status).toBe('cancelled');
    await lab.worker([trip]);
    expect(did).toEqual(['book']);
  });

  it('says what can not be cancelled', async () => {
    await expect(lab.client.cancel(id('stop-1'))).rejects.toMatchObject({ code: 'NOT_RUNNING' });
    await expect(lab.client.cancel(id('nowhere-1'))).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    await expect(lab.client.retry(id('stop-1'))).rejects.toMatchObject({ code: 'RUN_NOT_RETRYABLE' });
  });
});
