import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { TerminalError, type RunId, type Workflow } from '../index.js';

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
    lab = await openLab({ routes: { hooked: 'work', slow: 'slow', late: 'late' } });
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

  it('before it can be retried: what is said of an end is never said after the run goes on, and the next end is reported too', async () => {
    const reporting = gate();
    const reported = gate();
    const ends: string[] = [];
    const leaseOf = async (run: string): Promise<string> =>
      (
        await lab.pool.query<{ settling_until: Date }>('SELECT settling_until FROM durable.run WHERE id = $1', [run])
      ).rows[0]?.settling_until.toISOString() ?? '';
    await lab.worker([
      {
        name: 'slow',
        queue: 'slow',
        concurrency: 1,
        run: () => Promise.reject(new TerminalError('it fails')),
        async onSettled(run) {
          ends.push(run.status);
          if (ends.length > 1) return;
          reporting.open();
          await reported.promise;
        },
      },
    ]);
    await lab.client.start({ id: id('slow-1'), workflow: 'slow', input: null });
    await reporting.promise;
    const first = await leaseOf('slow-1');
    await expect(lab.client.retry(id('slow-1'))).rejects.toMatchObject({ code: 'RUN_SETTLING' });
    await eventually(
      async () => (await lab.pool.query<{ over: boolean }>('SELECT now() > $1::timestamptz AS over', [first])).rows,
      ([row]) => row?.over === true,
    );
    // Its reporter is alive: a report may last longer than its lease.
    await expect(lab.client.retry(id('slow-1'))).rejects.toMatchObject({ code: 'RUN_SETTLING' });
    reported.open();
    await lab.retry(id('slow-1'));
    await eventually(
      async () => [...ends],
      (seen) => seen.length === 2,
    );
  });

  it('also when its reporter was frozen beyond its lease: it settles its own end, not the one of a retry', async () => {
    const reporting = gate();
    const reported = gate();
    let reports = 0;
    await lab.worker([
      {
        name: 'late',
        queue: 'late',
        concurrency: 1,
        run: () => Promise.reject(new TerminalError('it fails')),
        async onSettled() {
          reports += 1;
          if (reports > 1) return;
          reporting.open();
          await reported.promise;
        },
      },
    ]);
    await lab.client.start({ id: id('late-1'), workflow: 'late', input: null });
    await reporting.promise;
    await lab.pool.query(
      `UPDATE durable.run SET settling_claim = gen_random_uuid(), settling_until = now() - interval '1 s' WHERE id = 'late-1'`,
    );
    await lab.client.retry(id('late-1'));
    await lab.until(id('late-1'), (run) => run.epoch === 2 && run.status === 'failed');
    reported.open();
    await eventually(
      async () => reports,
      (seen) => seen === 2,
    );
  });
});
