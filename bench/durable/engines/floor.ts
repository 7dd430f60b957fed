/** The floor: what one durable step must cost at least here, one insert and its commit. */
import pg from 'pg';
import { workloadOf } from '../workload.js';
import { given, report } from './report.js';

const workload = workloadOf(process.argv.slice(2));
const pool = new pg.Pool({ connectionString: given('DATABASE_URL'), max: Math.min(workload.inFlight, 50) });
await pool.query('CREATE TABLE IF NOT EXISTS floor (run text, step int, output jsonb, PRIMARY KEY (run, step))');
await pool.query('TRUNCATE floor');
const insert = { name: 'floor', text: 'INSERT INTO floor VALUES ($1, $2, $3)' };

await report(workload, async (n) => {
  for (let step = 0; step < workload.steps; step += 1)
    await pool.query({ ...insert, values: [`run-${String(n)}`, step, '{"n":1}'] });
});
await pool.end();
