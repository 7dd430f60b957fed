import { randomUUID } from 'node:crypto';
import { openLab, type Lab } from '../testing/durable-lab.js';
import type { Logger } from '../logger.js';
import type { RunId, Workflow } from '../index.js';

const RUNS = 100;
const STEPS = 50;
const WAVES = 5;
const DEADLOCK = '40P01';

describe('statements for many runs', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ routes: { many: 'many' } });
  });
  afterAll(() => lab.close());

  it('never block each other: leases are renewed all the time while steps of the same runs are stored', async () => {
    const deadlocks: unknown[] = [];
    const listen = (fields: object): void => {
      if ('err' in fields && (fields.err as { code?: string }).code === DEADLOCK) deadlocks.push(fields.err);
    };
    const logger: Logger = { debug: listen, info: listen, warn: listen, error: listen };
    const many: Workflow = {
      name: 'many',
      queue: 'many',
      concurrency: RUNS,
      async run(context) {
        for (let step = 0; step < STEPS; step += 1) await context.step('step', async () => step);
        return null;
      },
    };
    await lab.worker([many], { heartbeatMs: 2, logger });
    for (let wave = 0; wave < WAVES; wave += 1) {
      const ids = Array.from({ length: RUNS }, () => `many-${randomUUID()}x` as RunId);
      await Promise.all(ids.map((id) => lab.client.start({ id, workflow: 'many', input: null })));
      // With statistics of this moment, Postgres could prefer another plan, which meets the runs in another order.
      await lab.pool.query('ANALYZE durable.run');
      for (const id of ids) await lab.until(id, (run) => run.status === 'completed');
    }
    expect(deadlocks).toEqual([]);
  });
});
