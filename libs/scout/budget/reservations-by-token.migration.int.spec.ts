import { DataSource } from 'typeorm';
import { openLab, type Lab } from '../../durable/testing/durable-lab.js';
import { Budget, budgetMigrations } from './index.js';

describe('the tables of reservations', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ routes: {} });
  });
  afterAll(() => lab.close());

  it('keep what was reserved before reservations had a key of their own, and go back', async () => {
    const url = lab.pool.options.connectionString;
    const [first] = budgetMigrations;
    const before = await new DataSource({ type: 'postgres', url, migrations: [first!] }).initialize();
    await before.runMigrations();
    await before.query(
      `INSERT INTO budget.reservation (run_id, step_key, token, region, amount_micro_usd, expires_at)
       VALUES ('gone', 'ask', gen_random_uuid(), 'old', 300, now())`,
    );
    await before.destroy();
    const after = await new DataSource({ type: 'postgres', url, migrations: budgetMigrations }).initialize();
    try {
      await after.runMigrations();
      const budget = new Budget(after, { dailyLimitMicroUsd: 1_000 });
      await budget.sweep();
      expect(await budget.spending({ rootId: 'gone' })).toMatchObject([{ operation: 'cut off', costMicroUsd: 300 }]);
      await budget.reserve({ region: 'old', runId: 'next', rootId: 'next', stepKey: 'ask' }, 100, 60_000);
      await after.undoLastMigration();
      expect(await after.query('SELECT run_id, step_key FROM budget.reservation')).toEqual([
        { run_id: 'next', step_key: 'ask' },
      ]);
      await after.runMigrations();
      expect(await budget.status('old')).toMatchObject({ spentMicroUsd: 300, reservedMicroUsd: 100 });
    } finally {
      await after.destroy();
    }
  });
});
