import pg from 'pg';
import { BreakableLink } from '../testing/breakable-link.js';
import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import { DurableClient, type Json, type RunId, type Workflow } from '../index.js';
import { silent } from '../logger.js';

const id = (text: string) => text as RunId;

describe('a store that goes away and comes back loses nothing', () => {
  let lab: Lab;
  let toPostgres: BreakableLink;
  let toRedis: BreakableLink;
  let pool: pg.Pool;
  const ran: string[] = [];
  const flow: Workflow = {
    name: 'flow',
    queue: 'flow',
    concurrency: 4,
    async run(context) {
      const specs = Array.from({ length: 6 }, (_, n) => ({ name: `${n}`, workflow: 'item', input: n }));
      const outcomes = await context.children<Json, string>('items', specs);
      return outcomes.map((one) => one.status);
    },
  };
  const item: Workflow = {
    name: 'item',
    queue: 'item',
    concurrency: 3,
    async run(context) {
      for (const key of ['a', 'b', 'c', 'd']) {
        await context.step(key, async () => {
          ran.push(`${context.runId} ${key}`);
          await new Promise((resolve) => setTimeout(resolve, 60));
        });
      }
      return null;
    },
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { flow: 'flow', item: 'item' } });
    const database = new URL(lab.pool.options.connectionString ?? '');
    toPostgres = new BreakableLink(database.hostname, Number(database.port));
    await toPostgres.mend();
    database.port = String(toPostgres.port);
    pool = new pg.Pool({ connectionString: database.href, max: 10 });
    const redis = new URL(lab.redisUrl);
    toRedis = new BreakableLink(redis.hostname, Number(redis.port));
    await toRedis.mend();
    redis.port = String(toRedis.port);
    await lab.worker([flow, item], { pool, redis: { url: redis.href } });
  });
  afterAll(async () => {
    await lab.close();
    await pool.end();
    await toPostgres.cut();
    await toRedis.cut();
  });

  it.each([
    ['postgres', () => toPostgres],
    ['redis', () => toRedis],
  ])(
    '%s',
    async (store, link) => {
      ran.length = 0;
      const { run } = await lab.client.start({ id: id(`away-${store}`), workflow: 'flow', input: null });
      await eventually(
        async () => ran.length,
        (n) => n >= 5,
      );
      await link().cut();
      await new Promise((resolve) => setTimeout(resolve, 700));
      await link().mend();
      const done = await lab.until(run.id, (r) => r.finishedAt !== null, 25_000);
      expect(done.output).toEqual(Array.from({ length: 6 }, () => 'completed'));
      // Bodies whose result could be written after all were not run again.
      expect(ran.toSorted()).toEqual([...new Set(ran)].toSorted());
      expect(ran).toHaveLength(24);
    },
    40_000,
  );

  it("while a client and a worker are closed: they don't wait for it", async () => {
    const redis = new URL(lab.redisUrl);
    redis.port = String(toRedis.port);
    const reach = { pool, redis: { url: redis.href }, prefix: lab.prefix };
    const client = new DurableClient({ ...reach, routes: { flow: 'flow' }, logger: silent });
    client.open();
    await client.queue('flow').getJobCounts();
    const worker = await lab.worker([flow, item], reach);
    await toRedis.cut();
    await toPostgres.cut();
    // They are between two tries to connect when they are closed.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const begun = performance.now();
    await Promise.all([client.close(), worker.drain(1_000)]);
    const tookMs = performance.now() - begun;
    await toRedis.mend();
    await toPostgres.mend();
    expect(tookMs).toBeLessThan(15_000);
  }, 40_000);
});
