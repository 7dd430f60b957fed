import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import { preflight, type RunEvent, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('the event stream has no gaps and no repeats', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ routes: { chatty: 'work' } });
  });
  afterAll(() => lab.close());
  const insert = (n: number) =>
    lab.pool.query(
      `INSERT INTO durable.run_event (run_id, root_id, object_key, type, data) VALUES ('r', 'r', 'town', 'n', $1)`,
      [JSON.stringify(n)],
    );

  it('tells every event to a reader that follows while many transactions commit out of order', async () => {
    const stop = new AbortController();
    const seen: RunEvent[] = [];
    const reading = (async () => {
      for await (const event of lab.client.subscribeEvents({ objectKey: 'town', after: null }, stop.signal)) {
        seen.push(event);
        if (seen.length === 310) stop.abort();
      }
    })();
    const slow = await lab.pool.connect();
    for (let round = 0; round < 10; round += 1) {
      await slow.query('BEGIN');
      await slow.query(
        `INSERT INTO durable.run_event (run_id, root_id, object_key, type, data) VALUES ('r', 'r', 'town', 'slow', $1)`,
        [JSON.stringify(round)],
      );
      await Promise.all(Array.from({ length: 30 }, (_, n) => insert(round * 30 + n)));
      await new Promise((resolve) => setTimeout(resolve, 60));
      await slow.query('COMMIT');
    }
    slow.release();
    const timer = setTimeout(() => stop.abort(), 10_000);
    await reading;
    clearTimeout(timer);
    expect(seen).toHaveLength(310);
    expect(seen.filter((e) => e.type === 'slow').map((e) => e.data)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(seen.map((e) => e.cursor)).size).toBe(310);
    expect((await lab.client.events({ objectKey: 'town', after: null, limit: 1_000 })).map((e) => e.cursor)).toEqual(
      seen.map((e) => e.cursor),
    );
  }, 20_000);

  it('replays from any cursor and goes on live; refuses a text that is none', async () => {
    const all = await lab.client.events({ objectKey: 'town', after: null, limit: 1_000 });
    const later = await lab.client.events({ objectKey: 'town', after: all[99]!.cursor, limit: 1_000 });
    expect(later).toEqual(all.slice(100));
    await expect(lab.client.events({ after: '12', limit: 1 })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    const stop = new AbortController();
    const live = lab.client.subscribeEvents({ objectKey: 'town', after: all.at(-1)!.cursor }, stop.signal);
    const stream = live[Symbol.asyncIterator]();
    const next = stream.next();
    await insert(-1);
    expect((await next).value).toMatchObject({ data: -1 });
    stop.abort();
  });

  it('goes on in order after a database was restored, which counts transactions anew', async () => {
    await lab.pool.query(`UPDATE durable.run_event SET tx = tx + 1000000000`);
    const before = await lab.client.events({ objectKey: 'town', after: null, limit: 1_000 });
    expect(before).toEqual([]);
    await preflight(lab.pool, { url: lab.redisUrl });
    await insert(-2);
    // Transactions of other databases on the same server may still be open.
    const all = await eventually(
      () => lab.client.events({ objectKey: 'town', after: null, limit: 1_000 }),
      (events) => events.length >= 312,
    );
    expect(all).toHaveLength(312);
    expect(all.slice(-2).map((e) => e.data)).toEqual([-1, -2]);
  });

  it("tells a run's own events once, in their order, though it is replayed", async () => {
    const chatty: Workflow = {
      name: 'chatty',
      queue: 'work',
      concurrency: 1,
      async run(context) {
        await context.event('hello', { n: 1 });
        await context.step('a', async () => 1);
        await context.event('hello', { n: 2 });
        await context.sleepUntil('nap', new Date(Date.now() + 1_500));
        await context.event('hello', { n: 3 });
        await context.status('almost done');
        return null;
      },
    };
    await lab.worker([chatty]);
    const { run } = await lab.client.start({ id: id('chatty-1'), workflow: 'chatty', input: null });
    const stop = new AbortController();
    const types: string[] = [];
    for await (const event of lab.client.subscribeEvents({ rootId: run.id, after: null }, stop.signal)) {
      types.push(event.type === 'hello' ? `hello ${(event.data as { n: number }).n}` : event.type);
      if (event.type === 'run.completed') break;
    }
    expect(types).toEqual([
      'run.queued',
      'run.running',
      'hello 1',
      'step.completed',
      'hello 2',
      'step.completed',
      'run.suspended',
      'run.running',
      'hello 3',
      'status',
      'run.completed',
    ]);
  });
});
