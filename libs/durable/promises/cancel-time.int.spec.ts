import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId } from '../index.js';

describe('the time of a cancellation', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ routes: { idle: 'idle' } });
  }, 30_000);
  afterAll(() => lab.close());

  it('is not before the end of a child that it waited for', async () => {
    const put = (id: string, parent: string | null) =>
      lab.pool.query(
        `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, parent_id, status, epoch, dispatch_seq)
         VALUES ($1, 'idle', 'idle', 'null', '', 'tree', $2, 'suspended', 1, 1)`,
        [id, parent],
      );
    await put('tree', null);
    await put('tree~child', 'tree');
    const worker = await lab.pool.connect();
    try {
      await worker.query('BEGIN');
      await worker.query(`UPDATE durable.run SET now_doing = 'ends' WHERE id = 'tree~child'`);
      const cancelled = lab.client.cancel('tree' as RunId);
      await eventually(
        async () =>
          (
            await lab.pool.query(
              `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
            )
          ).rowCount,
        (waiting) => waiting === 1,
      );
      await worker.query(
        `UPDATE durable.run SET status = 'completed', finished_at = clock_timestamp() WHERE id = 'tree~child'`,
      );
      await worker.query('COMMIT');
      await cancelled;
    } finally {
      worker.release();
    }
    const { rows } = await lab.pool.query<{ later: boolean }>(
      `SELECT p.cancel_requested_at > c.finished_at AS later FROM durable.run p, durable.run c WHERE p.id = 'tree' AND c.id = 'tree~child'`,
    );
    expect(rows).toEqual([{ later: true }]);
  });
});
