import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { openLab, type Lab } from '../../durable/testing/durable-lab.js';
import { Budget, budgetMigrations } from './index.js';

describe('what a worker reserved that died', () => {
  let lab: Lab;
  let source: DataSource;
  let budget: Budget;
  const spends = async (region: string, expected: { spentMicroUsd: number; reservedMicroUsd: number }) => {
    expect(await budget.status(region)).toMatchObject(expected);
  };

  beforeAll(async () => {
    lab = await openLab({ routes: {} });
    const url = lab.pool.options.connectionString;
    source = await new DataSource({ type: 'postgres', url, migrations: budgetMigrations }).initialize();
    await source.runMigrations();
    budget = new Budget(source, { dailyLimitMicroUsd: 1_000 });
  });
  afterAll(async () => {
    await source.destroy();
    await lab.close();
  });

  const step = (region: string, runId = 'gone') => ({ region, runId, rootId: 'gone-root', stepKey: 'ask' });

  it('is booked with what it may cost when their step is tried again', async () => {
    for (const spentMicroUsd of [0, 400, 800]) {
      const reserved = await budget.reserve(step('again-dead'), 400, 60_000);
      expect(reserved === null).toBe(spentMicroUsd === 800);
      await spends('again-dead', { spentMicroUsd, reservedMicroUsd: reserved === null ? 0 : 400 });
    }
    expect(await budget.spending({ rootId: 'gone-root', region: 'again-dead' })).toMatchObject([
      { operation: 'cut off', calls: 2 },
    ]);
  });

  it('counts until it is booked, when another step of the region reserves after their time', async () => {
    await budget.reserve(step('dead'), 900, -1);
    await spends('dead', { spentMicroUsd: 0, reservedMicroUsd: 900 });
    expect(await budget.reserve(step('dead', 'next'), 200, 60_000)).toBeNull();
    expect(await budget.reserve(step('dead', 'next'), 100, 60_000)).not.toBeNull();
    await spends('dead', { spentMicroUsd: 900, reservedMicroUsd: 100 });
  });

  it('is booked by housekeeping in every region, and not before its time', async () => {
    await budget.reserve(step('swept-1'), 100, -1);
    await budget.reserve(step('swept-2'), 200, -1);
    await budget.reserve(step('swept-2', 'alive'), 300, 60_000);
    await Promise.all([budget.sweep(), budget.sweep()]);
    await spends('swept-1', { spentMicroUsd: 100, reservedMicroUsd: 0 });
    await spends('swept-2', { spentMicroUsd: 200, reservedMicroUsd: 300 });
  });

  it('gives way to what the call cost, or to nothing, when the worker was only frozen', async () => {
    const [late, unsent] = [
      await budget.reserve(step('frozen', 'late'), 300, -1),
      await budget.reserve(step('frozen', 'unsent'), 300, -1),
    ];
    await budget.sweep();
    await spends('frozen', { spentMicroUsd: 600, reservedMicroUsd: 0 });
    const usage = { provider: 'anthropic', model: 'claude-haiku-4-5', operation: 'ask:test', units: {} };
    await budget.bookLate(late!, { value: null, costMicroUsd: 30, usage });
    await budget.release(unsent!);
    await spends('frozen', { spentMicroUsd: 30, reservedMicroUsd: 0 });
  });

  it('is booked each time, when several calls of one step are booked at once', async () => {
    const reserved = await Promise.all(
      ['several', 'several', 'several'].map(async (region) => {
        const token = randomUUID();
        await source.query(
          `INSERT INTO budget.reservation (run_id, root_id, step_key, token, region, amount_micro_usd, expires_at)
           VALUES ('gone', 'gone-root', 'ask', $1, $2, 100, now() + interval '1 minute')`,
          [token, region],
        );
        return { step: step(region), token };
      }),
    );
    await Promise.all(reserved.map((one) => budget.forfeit(one)));
    await spends('several', { spentMicroUsd: 300, reservedMicroUsd: 0 });
  });
});
