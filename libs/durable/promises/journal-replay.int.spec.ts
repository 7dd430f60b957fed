import { gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId, Workflow } from '../index.js';

describe('a finished step is never run again', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ routes: { three: 'work' } });
  });
  afterAll(() => lab.close());

  it('runs each body once when nothing goes wrong, and stores what came out', async () => {
    const ran: string[] = [];
    const three: Workflow = {
      name: 'three',
      queue: 'work',
      concurrency: 5,
      async run(context, input) {
        const a = await context.step('a', async () => (ran.push('a'), { seen: input }));
        const b = await context.step('b', async (scope) => {
          scope.addCost(1_500);
          return ran.push('b');
        });
        return { a, b };
      },
    };
    lab.worker([three]);
    const { run, created } = await lab.client.start({
      id: 'town-1' as RunId,
      workflow: 'three',
      input: { x: 1 },
      idempotencyKey: 'k1',
    });
    expect([created, run.status]).toEqual([true, 'queued']);
    const done = await lab.until(run.id, (r) => r.status === 'completed');
    expect(done.output).toEqual({ a: { seen: { x: 1 } }, b: 2 });
    expect(done.costMicroUsd).toBe(1_500);
    expect(ran).toEqual(['a', 'b']);
    const steps = await lab.client.steps(run.id, { first: 10 });
    expect(steps.map((s) => [s.key, s.status, s.attempts, s.costMicroUsd])).toEqual([
      ['a', 'ok', 1, 0],
      ['b', 'ok', 1, 1_500],
    ]);
  });
});
