import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import { WorkerProcesses } from '../testing/worker-processes.js';
import type { RunId } from '../index.js';

const STEPS = 4;

describe('a worker that was frozen past its lease', () => {
  let lab: Lab;
  let workers: WorkerProcesses;
  beforeAll(async () => {
    lab = await openLab({ routes: { effects: 'work' } });
    workers = await WorkerProcesses.prepare(lab);
    await lab.pool.query('CREATE TABLE counted (run text, key text)');
  }, 30_000);
  afterAll(async () => {
    await workers.stop();
    await lab.close();
  });

  it('between two steps begins no further body when it wakes, not even before its next heartbeat', async () => {
    const ids = ['x', 'y', 'z'].map((name) => `freeze-${name}` as RunId);
    const frozen = workers.start({ steps: STEPS, betweenMs: 300 });
    for (const id of ids) await lab.client.start({ id, workflow: 'effects', input: null });
    const own = async (what: string): Promise<string[]> =>
      (await workers.lines()).filter((line) => line.startsWith(`${what} `) && line.endsWith(` ${frozen.pid}`));
    // Each run rests between two steps for longer than it takes to see that all of them do.
    await eventually(
      () => own('rest'),
      (rests) => ids.every((id) => rests.some((line) => line.includes(id))),
    );
    frozen.kill('SIGSTOP');
    const begun = await own('start');
    workers.start({ steps: STEPS });
    for (const id of ids) await lab.until(id, (run) => run.status === 'completed');
    frozen.kill('SIGCONT');
    await eventually(
      () => own('fenced'),
      (fenced) => fenced.length === ids.length,
    );
    expect(await own('start')).toEqual(begun);
  });
});
