import { silent } from '../logger.js';
import { Database } from '../store/database.js';
import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import { WorkerProcesses } from '../testing/worker-processes.js';
import { FalseAlarms } from '../worker/false-alarms.js';
import type { RunId } from '../index.js';

describe('a worker that was taken for dead and lives', () => {
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

  const crashesOf = async (id: string): Promise<number> => {
    const found = await lab.pool.query<{ no_progress_crashes: number }>(
      'SELECT no_progress_crashes FROM durable.run WHERE id = $1',
      [id],
    );
    return found.rows[0]?.no_progress_crashes ?? -1;
  };

  it('takes its crash back: a run whose owners were only frozen is not put aside', async () => {
    const id = 'starved' as RunId;
    const owners = [1, 2].map(() => workers.start({ steps: 1, bodyMs: 600_000 }));
    await lab.client.start({ id, workflow: 'effects', input: null });
    let begun = 0;
    for (let freeze = 0; freeze < 4; freeze += 1) {
      const starts = await eventually(
        async () => (await workers.lines()).filter((line) => line.startsWith(`start ${id} `)),
        (lines) => lines.length > begun,
      );
      begun = starts.length;
      const owner = owners.find(({ pid }) => starts.at(-1)?.endsWith(` ${pid}`));
      owner?.kill('SIGSTOP');
      await eventually(
        () => crashesOf(id),
        (crashes) => crashes === 1,
      );
      owner?.kill('SIGCONT');
      await eventually(
        () => crashesOf(id),
        (crashes) => crashes === 0,
      );
    }
    expect((await lab.client.get(id))?.status).toBe('running');
    await lab.client.cancel(id);
    await lab.until(id, (run) => run.status === 'cancelled');
  }, 120_000);

  it('not for ever, and only the crash that was counted for it', async () => {
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, status, epoch, owner, lease_until, no_progress_crashes, dispatch_seq)
       VALUES ('blocking', 'elsewhere', 'elsewhere', 'null', '', 'blocking', 'running', 10, 'next', now() + interval '1 hour', 9, 1)`,
    );
    const alarms = new FalseAlarms(new Database(lab.pool, silent), silent);
    await alarms.takeBack({ id: 'blocking', epoch: 8 });
    expect(await crashesOf('blocking')).toBe(9);
    for (let n = 0; n < 10; n += 1) await alarms.takeBack({ id: 'blocking', epoch: 9 });
    expect(await crashesOf('blocking')).toBe(5);
  });
});
