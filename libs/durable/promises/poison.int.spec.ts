import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('a run that crashes its workers is put aside', () => {
  let lab: Lab;
  let ran = 0;
  const settled: string[] = [];
  const poison: Workflow = {
    name: 'poison',
    queue: 'work',
    concurrency: 1,
    run: (context) => context.step('harmless now', async () => (ran += 1)),
    async onSettled(run) {
      settled.push(`${run.id} ${run.status}`);
    },
  };
  const sociable: Workflow = { ...poison, name: 'sociable', maxCrashes: 5 };
  beforeAll(async () => {
    lab = await openLab({ routes: { poison: 'work', sociable: 'work' } });
    await lab.worker([poison, sociable]);
  });
  afterAll(() => lab.close());

  /** A run as workers left it that died without a word: owned, its lease over, so many crashes counted, so many steps stored. */
  const crashed = async (name: string, crashes: number, steps: number, kind = 'poison') => {
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, status, epoch, owner, lease_until, no_progress_crashes, dispatch_seq)
       VALUES ($1, $3, 'work', 'null', '', $1, 'running', $2, 'dead', now() - interval '1 hour', $2, 1)`,
      [id(name), crashes, kind],
    );
    for (let n = 0; n < steps; n += 1)
      await lab.pool.query(
        `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, output, started_at)
         VALUES ($1, 'harmless now', 1, 'harmless now', 1, gen_random_uuid(), 'ok', '1', now())`,
        [id(name)],
      );
  };

  it('after three crashes without a new step; a person can make it go on', async () => {
    await crashed('poison-1', 2, 0);
    const aside = await lab.until(id('poison-1'), (r) => r.status === 'needs_attention');
    expect([aside.error?.code, ran]).toEqual(['POISON_RUN', 0]);
    // Its workflow is told, so that whatever the run holds can be given back; and told again when it has ended.
    await eventually(
      async () => settled,
      (seen) => seen.includes('poison-1 needs_attention'),
    );
    await lab.retry(aside.id);
    await lab.until(aside.id, (r) => r.status === 'completed');
    expect(ran).toBe(1);
    await eventually(
      async () => settled,
      (seen) => seen.includes('poison-1 completed'),
    );
  });

  it('later when its workflow says that its neighbours may have ended their worker', async () => {
    await crashed('neighbour-1', 2, 0, 'sociable');
    expect((await lab.until(id('neighbour-1'), (r) => r.finishedAt !== null)).status).toBe('completed');
    await crashed('neighbour-2', 4, 0, 'sociable');
    const aside = await lab.until(id('neighbour-2'), (r) => r.status === 'needs_attention');
    expect(aside.error?.message).toContain('5 times');
  });

  it('not when each owner got further', async () => {
    await crashed('slow-1', 2, 1);
    expect((await lab.until(id('slow-1'), (r) => r.finishedAt !== null)).status).toBe('completed');
  });
});
