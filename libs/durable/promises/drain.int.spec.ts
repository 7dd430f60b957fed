import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('a worker that shuts down repeats nothing', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ routes: { steps: 'work' } });
  });
  afterAll(() => lab.close());

  const workflow = (ran: string[], body: (key: string, signal: AbortSignal) => Promise<void>): Workflow => ({
    name: 'steps',
    queue: 'work',
    concurrency: 5,
    async run(context) {
      for (let n = 0; n < 5; n += 1) {
        await context.step(`s${n}`, async ({ signal }) => {
          ran.push(`${context.runId} s${n}`);
          await body(`s${n}`, signal);
        });
      }
      return 'end';
    },
  });

  it('finishes the step in flight, gives the run back at the step boundary, and another worker goes on', async () => {
    const ran: string[] = [];
    const inStep = gate();
    const go = gate();
    const first = await lab.worker([
      workflow(ran, async (key) => (key === 's1' ? (inStep.open(), go.promise) : undefined)),
    ]);
    await lab.client.start({ id: id('drain-1'), workflow: 'steps', input: null });
    await inStep.promise;
    const drained = first.drain(5_000);
    go.open();
    await drained;
    const between = await lab.client.get(id('drain-1'));
    expect([between?.status, between?.epoch]).toEqual(['queued', 1]);
    await lab.worker([workflow(ran, async () => undefined)]);
    await lab.until(id('drain-1'), (r) => r.status === 'completed');
    expect(ran).toEqual(['s0', 's1', 's2', 's3', 's4'].map((key) => `drain-1 ${key}`));
  });

  it('gives up a step that outlasts the grace, and only that one runs again', async () => {
    const own = await openLab({ routes: { steps: 'work' } });
    const ran: string[] = [];
    const inStep = gate();
    const slow = await own.worker([
      workflow(ran, (key) => (key === 's2' ? (inStep.open(), new Promise(() => undefined)) : Promise.resolve())),
    ]);
    await own.client.start({ id: id('drain-2'), workflow: 'steps', input: null });
    await inStep.promise;
    await slow.drain(200);
    expect((await own.client.get(id('drain-2')))?.status).toBe('queued');
    await own.worker([workflow(ran, async () => undefined)]);
    await own.until(id('drain-2'), (r) => r.status === 'completed');
    expect(ran).toEqual(['s0', 's1', 's2', 's2', 's3', 's4'].map((key) => `drain-2 ${key}`));
    await own.close();
  });

  it('repeats nothing of twenty runs while three workers are replaced one after the other', async () => {
    const own = await openLab({ routes: { steps: 'work' } });
    const ran: string[] = [];
    const paced = () => own.worker([workflow(ran, () => new Promise((resolve) => setTimeout(resolve, 15)))]);
    let worker = await paced();
    for (let n = 0; n < 20; n += 1) await own.client.start({ id: id(`deploy-${n}x`), workflow: 'steps', input: null });
    for (const at of [10, 30, 60]) {
      await eventually(
        async () => ran.length,
        (n) => n >= at,
      );
      const next = await paced();
      await worker.drain(5_000);
      worker = next;
    }
    for (let n = 0; n < 20; n += 1) await own.until(id(`deploy-${n}x`), (r) => r.status === 'completed');
    expect(ran).toHaveLength(100);
    expect(new Set(ran).size).toBe(100);
    await own.close();
  });
});
