import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import type { FlowSpec, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

/** What an operator can do to jobs in a queue board: Redis is only told who should try, so none of it changes what is done. */
describe('meddling with jobs does no harm', () => {
  let lab: Lab;
  const ran: string[] = [];
  const node = (name: string): Workflow => ({
    name,
    queue: name,
    concurrency: 3,
    async run(context) {
      await context.step('work', async () => ran.push(context.runId));
      return name;
    },
  });
  const workflows = ['top', 'leaf'].map(node);
  const flow = (name: string): FlowSpec => ({
    id: id(name),
    workflow: 'top',
    input: null,
    children: [{ id: id(`${name}-leaf`), workflow: 'leaf', input: null }],
  });
  const jobOf = (queue: string, jobId: string) => lab.client.queue(queue).getJob(jobId);
  const untilSent = (queue: string, jobId: string) =>
    eventually(
      () => jobOf(queue, jobId),
      (job) => job !== undefined,
    );
  const dispatchOf = async (run: string) =>
    (await lab.pool.query<{ n: number }>('SELECT dispatch_seq AS n FROM durable.run WHERE id = $1', [run])).rows[0]?.n;

  beforeAll(async () => {
    lab = await openLab({ routes: { top: 'top', leaf: 'leaf' } });
  });
  beforeEach(() => {
    ran.length = 0;
  });
  afterAll(() => lab.close());

  it('sends a deleted job again, and does not begin what waits for it', async () => {
    await lab.client.startFlow(flow('deleted'));
    await untilSent('leaf', 'deleted-leaf.d1');
    await (await jobOf('leaf', 'deleted-leaf.d1'))?.remove();
    await eventually(
      () => dispatchOf('deleted-leaf'),
      (n) => n === 2,
    );
    await lab.worker(workflows);
    await lab.until(id('deleted'), (run) => run.status === 'completed');
    expect(ran).toEqual(['deleted-leaf', 'deleted']);
  });

  it('gives a job whose data names another run nothing of that run to repeat', async () => {
    await lab.client.queue('top').add('top', { runId: 'deleted', dispatch: 2 }, { jobId: 'forged' });
    await lab.client.queue('leaf').add('leaf', { runId: 'nobody', dispatch: 1 }, { jobId: 'unknown' });
    for (const [queue, jobId] of [
      ['top', 'forged'],
      ['leaf', 'unknown'],
    ] as const)
      await eventually(
        async () => (await jobOf(queue, jobId))?.getState(),
        (state) => state === 'completed' || state === undefined,
      );
    expect(ran).toEqual([]);
  });

  it('waits for a paused queue without piling up jobs, and goes on when it is resumed', async () => {
    const leaf = lab.client.queue('leaf');
    await leaf.pause();
    await lab.client.startFlow(flow('held'));
    await untilSent('leaf', 'held-leaf.d1');
    // Longer than several rounds of the reconciler: what is only held is not lost.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await dispatchOf('held-leaf')).toBe(1);
    expect(ran).toEqual([]);
    await leaf.resume();
    await lab.until(id('held'), (run) => run.status === 'completed');
    expect(ran).toEqual(['held-leaf', 'held']);
  });

  it('does not bring back a run that was paused or cancelled when its job is promoted or retried', async () => {
    await lab.client.queue('leaf').pause();
    await lab.client.startFlow(flow('stopped'));
    await untilSent('leaf', 'stopped-leaf.d1');
    await lab.client.cancel(id('stopped'), { kill: true });
    await lab.client.queue('leaf').resume();
    await lab.client.queue('leaf').add('leaf', { runId: 'stopped-leaf', dispatch: 1 }, { jobId: 'again' });
    await eventually(
      async () => (await jobOf('leaf', 'again'))?.getState(),
      (state) => state === 'failed' || state === 'completed' || state === undefined,
    );
    expect(ran).toEqual([]);
    expect((await lab.client.get(id('stopped')))?.status).toBe('cancelled');
  });
});
