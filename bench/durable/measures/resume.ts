/** How long a paused run with 5,000 finished steps needs, from `resume` on, until it does new work: Redis knows nothing of it. */
import type { Json, RunId, Workflow } from '#durable';
import { openHost, tell } from './host.js';

const STEPS = 5_000;
const host = openHost({ long: 'long' });
let bodiesRun = 0;
let newWorkAt = 0;
const long: Workflow = {
  name: 'long',
  queue: 'long',
  concurrency: 1,
  async run(context): Promise<Json> {
    for (let step = 0; step < STEPS; step += 1)
      await context.step(`step ${String(step)}`, () => Promise.resolve((bodiesRun += 1)));
    await context.step('new work', () => Promise.resolve((newWorkAt = performance.now())));
    return null;
  },
};
const id = `${host.prefix}-long` as RunId;
// The journal as its last owner left it.
await host.pool.query(
  `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, epoch, status, dispatch_seq) VALUES ($1, 'long', 'long', 'null', '', $1, 1, 'paused', 1)`,
  [id],
);
await host.pool.query(
  `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, output, started_at)
   SELECT $1, 'step ' || n, n + 1, 'step ' || n, 1, gen_random_uuid(), 'ok', '{"n":1}', now() FROM generate_series(0, $2 - 1) AS n`,
  [id, STEPS],
);
await host.work([long]);
const ended = host.ended(id);
const startedAt = performance.now();
await host.client.resume(id);
await ended;
tell({ steps: STEPS, msUntilNewWork: newWorkAt - startedAt, bodiesRunAgain: bodiesRun });
await host.close();
