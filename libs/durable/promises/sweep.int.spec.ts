import { openLab, type Lab } from '../testing/durable-lab.js';
import { suspects } from '../statements/dispatch.js';

const CHILDREN = 30_000;

describe('a sweep for lost runs', () => {
  let lab: Lab;
  beforeAll(async () => {
    // Nobody sweeps but the test.
    lab = await openLab({ routes: {}, reconcileIntervalMs: 3_600_000 });
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, status) VALUES ('fan-1', 'k', 'q', 'null', '', 'fan-1', 'suspended')`,
    );
    // The only child that was dispatched is the last one: whoever looks for it from the front passes all others.
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, parent_id, fan_scope, child_name, created_at, dispatch_seq, status, lease_until)
       SELECT 'fan-1~' || n, 'k', 'q', 'null', '', 'fan-1', 'fan-1', 'all', n::text, now() - interval '1 hour',
              (n = $1)::int, CASE WHEN n = $1 THEN 'running' ELSE 'queued' END, now() + interval '1 hour'
         FROM generate_series(1, $1) AS n`,
      [CHILDREN],
    );
  });
  afterAll(() => lab.close());

  const sweep = async (): Promise<string[]> => {
    const client = await lab.pool.connect();
    try {
      await client.query(`SET statement_timeout = '5s'`);
      const { rows } = await client.query<{ id: string }>(suspects.text, ['', CHILDREN, 0]);
      return rows.map(({ id }) => id);
    } finally {
      client.release(true);
    }
  };

  it.each(['as young as it is', 'with statistics'])('passes a large fan-out in time, %s', async (age) => {
    if (age === 'with statistics') await lab.pool.query('ANALYZE durable.run');
    expect(await sweep()).toEqual([]);
  });

  it('finds the first child of one that nobody lets through any more: its end lets the next one through', async () => {
    await lab.pool.query(`UPDATE durable.run SET status = 'completed' WHERE dispatch_seq = 1 AND parent_id = 'fan-1'`);
    expect(await sweep()).toEqual(['fan-1~1']);
  });
});
