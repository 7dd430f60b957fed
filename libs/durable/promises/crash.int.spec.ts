import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import { WorkerProcesses } from '../testing/worker-processes.js';
import type { RunId } from '../index.js';

const id = (text: string) => text as RunId;
const RUNS = 12;
const STEPS = 6;

describe('a worker that is killed or frozen costs at most the step in flight', () => {
  let lab: Lab;
  let workers: WorkerProcesses;
  beforeAll(async () => {
    lab = await openLab({ routes: { effects: 'work' } });
    workers = await WorkerProcesses.prepare(lab);
  }, 30_000);
  afterAll(async () => {
    await workers.stop();
    await lab.close();
  });
  const worker = () => workers.start({ steps: STEPS });
  const lines = () => workers.lines();

  it('under kill -9 and SIGSTOP past the lease: every run completes, no journaled step runs again, transactions count once', async () => {
    await lab.pool.query('CREATE TABLE counted (run text, key text)');
    for (let n = 0; n < RUNS; n += 1)
      await lab.client.start({ id: id(`crash-${n}x`), workflow: 'effects', input: null });
    let kills = 0;
    let first = worker();
    const second = worker();
    for (const at of [8, 20, 40]) {
      await eventually(lines, (all) => all.length >= at, 20_000);
      first.kill('SIGKILL');
      kills += 1;
      first = worker();
    }
    second.kill('SIGSTOP');
    for (let n = 0; n < RUNS; n += 1) await lab.until(id(`crash-${n}x`), (r) => r.status === 'completed', 30_000);
    second.kill('SIGCONT');
    const before = (await lines()).length;
    const own = async (what: string) =>
      (await lines()).filter((line) => line.startsWith(`${what} `) && line.endsWith(` ${second.pid}`)).length;
    // Thawed, it ends the bodies it was frozen in; then it must not begin another.
    await eventually(
      async () => (await own('start')) - (await own('end')),
      (open) => open === 0,
    );
    const starts = (await lines()).filter((line) => line.startsWith('start'));
    const repeated = starts.length - RUNS * STEPS;
    // Four owners were lost, each with at most four steps in flight.
    expect(repeated).toBeLessThanOrEqual((kills + 1) * 4);
    expect(starts.length).toBeGreaterThanOrEqual(RUNS * STEPS);
    const late = (await lines()).slice(before).filter((line) => line.startsWith('start'));
    expect(late).toEqual([]);
    const { rows } = await lab.pool.query(
      'SELECT count(*)::int AS n, count(DISTINCT (run, key))::int AS distinct FROM counted',
    );
    expect(rows).toEqual([{ n: RUNS, distinct: RUNS }]);
    const { rows: order } = await lab.pool.query(
      `SELECT count(*)::int AS n FROM durable.step s JOIN durable.step t ON t.run_id = s.run_id AND t.seq > s.seq AND t.epoch < s.epoch`,
    );
    expect(order).toEqual([{ n: 0 }]);
  }, 90_000);
});
