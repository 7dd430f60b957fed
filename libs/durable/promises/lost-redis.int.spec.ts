import { Redis } from 'ioredis';
import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { FlowSpec, Json, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('a Redis that forgets everything loses no run', () => {
  let lab: Lab;
  let redis: Redis;
  const ran: string[] = [];
  let release = gate();
  const node = (name: string): Workflow => ({
    name,
    queue: name,
    concurrency: 3,
    async run(context) {
      await context.step('one', async () => ran.push(`${context.runId} one`));
      await context.step('two', async () => {
        ran.push(`${context.runId} two`);
        await release.promise;
      });
      if (name === 'leaf') {
        const specs = [1, 2, 3].map((n) => ({ name: `${n}`, workflow: 'item', input: n }));
        await context.children<Json>('items', specs);
      }
      return null;
    },
  });
  const workflows = ['top', 'leaf', 'item'].map(node);
  const flow = (name: string): FlowSpec => ({
    id: id(name),
    workflow: 'top',
    input: null,
    children: [{ id: id(`${name}-leaf`), workflow: 'leaf', input: null }],
  });

  beforeAll(async () => {
    lab = await openLab({ routes: { top: 'top', leaf: 'leaf', item: 'item', nap: 'nap' } });
    redis = new Redis(lab.redisUrl);
  });
  beforeEach(() => {
    ran.length = 0;
    release = gate();
  });
  afterAll(async () => {
    redis.disconnect();
    await lab.close();
  });

  /** FLUSHALL as far as this lab goes: other tests use the same server. */
  async function flush(): Promise<number> {
    const keys = await redis.keys(`${lab.prefix}:*`);
    const jobs = keys.filter((key) => !key.endsWith(':meta'));
    if (jobs.length > 0) await redis.del(...jobs);
    return jobs.length;
  }

  it('dispatches a queued flow anew', async () => {
    await lab.client.startFlow(flow('flushed-1'));
    await eventually(
      () => flush(),
      (n) => n > 2,
    );
    release.open();
    await lab.worker(workflows);
    await lab.until(id('flushed-1'), (r) => r.status === 'completed');
    expect(ran.filter((line) => line.startsWith('flushed-1-leaf '))).toEqual([
      'flushed-1-leaf one',
      'flushed-1-leaf two',
    ]);
  }, 30_000);

  it('repeats no step of a run that goes on meanwhile, and releases what waits for it', async () => {
    await lab.client.startFlow(flow('flushed-2'));
    await eventually(
      async () => ran.length,
      (n) => n === 2,
    );
    await flush();
    release.open();
    await lab.until(id('flushed-2'), (r) => r.status === 'completed', 20_000);
    expect(ran.toSorted()).toEqual([...new Set(ran)].toSorted());
    expect(ran).toHaveLength(2 * 5);
  }, 30_000);

  it('wakes a parent whose alarm was lost', async () => {
    await lab.client.startFlow(flow('flushed-3'));
    await eventually(
      async () => ran.length,
      (n) => n === 2,
    );
    const first = release;
    release = gate();
    first.open();
    await lab.until(id('flushed-3-leaf'), (r) => r.status === 'suspended');
    await eventually(
      async () => ran.length,
      (n) => n === 8,
    );
    await flush();
    release.open();
    await lab.until(id('flushed-3'), (r) => r.status === 'completed', 20_000);
    expect(ran.toSorted()).toEqual([...new Set(ran)].toSorted());
  }, 30_000);

  it('rings for a run whose time has come, whatever its job thinks', async () => {
    const nap: Workflow = {
      name: 'nap',
      queue: 'nap',
      concurrency: 1,
      run: async (context) => (await context.sleepUntil('short', new Date(Date.now() + 1_000)), null),
    };
    await lab.worker([nap]);
    await lab.client.start({ id: id('nap-1'), workflow: 'nap', input: null });
    await lab.until(id('nap-1'), (r) => r.status === 'suspended');
    const job = await eventually(
      () => lab.client.queue('nap').getJob('nap-1.d1'),
      (found) => found !== undefined && found.delay > 0,
    );
    await job?.changeDelay(3_600_000);
    await lab.until(id('nap-1'), (r) => r.status === 'completed', 20_000);
  });
});
