import { DataSource } from 'typeorm';
import type { Json, RunId, Workflow } from '#durable';
import { eventually, openLab, type Lab } from '../../durable/testing/durable-lab.js';
import { Budget, budgetEntities, budgetMigrations, PaidSteps } from '../budget/index.js';
import type { Metered } from '../providers/index.js';
import { RunCosts } from './run-costs.js';

const metered = (costMicroUsd: number): Metered<string> => ({
  value: 'answer',
  costMicroUsd,
  usage: { provider: 'anthropic', model: 'claude-haiku-4-5', operation: 'ask:test', units: {} },
});

describe('what runs cost', () => {
  let lab: Lab;
  let source: DataSource;
  let budget: Budget;
  let calls = 0;
  /** Its first call is cut off. */
  const ask: Workflow = {
    name: 'ask',
    queue: 'ask',
    concurrency: 5,
    run: async (context) => {
      const spec = { region: 'costs', estimateMicroUsd: 300 };
      const { kind } = await new PaidSteps(budget).runFixed(context, 'ask', spec, async ({ signal }) => {
        calls += 1;
        if (calls === 1) await new Promise((_, cut) => signal.addEventListener('abort', () => cut(signal.reason)));
        return metered(30);
      });
      return kind;
    },
  };
  const whole: Workflow = {
    name: 'whole',
    queue: 'whole',
    concurrency: 5,
    run: async (context) => {
      await new PaidSteps(budget).runFixed(context, 'plan', { region: 'costs', estimateMicroUsd: 300 }, () =>
        Promise.resolve(metered(7)),
      );
      const parts = ['one', 'two'].map((name) => ({ name, workflow: 'ask', input: null }));
      return (await context.children<Json, Json>('ask', parts)).map(({ status }) => status);
    },
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { ask: 'ask', whole: 'whole' } });
    const url = lab.pool.options.connectionString;
    const tables = { entities: budgetEntities, migrations: budgetMigrations };
    source = await new DataSource({ type: 'postgres', url, ...tables }).initialize();
    await source.runMigrations();
    budget = new Budget(source, { dailyLimitMicroUsd: 10_000 });
    await lab.worker([ask, whole]);
  });
  afterAll(async () => {
    await source.destroy();
    await lab.close();
  });
  beforeEach(() => {
    calls = 0;
  });

  it('is what their parts add up to, with what was booked for a call that was cut off', async () => {
    const id = 'costs-1' as RunId;
    await lab.client.start({ id, workflow: 'ask', input: null });
    await eventually(
      async () => calls,
      (made) => made === 1,
    );
    await lab.client.cancel(id, { kill: true });
    await eventually(
      () => budget.status('costs'),
      ({ spentMicroUsd }) => spentMicroUsd === 300,
    );
    await lab.retry(id);
    await lab.until(id, ({ status }) => status === 'completed');
    const costs = new RunCosts(lab.pool);
    expect(await costs.byOperation({ id, rootId: id })).toMatchObject([
      { operation: 'cut off', costMicroUsd: 300 },
      { operation: 'ask:test', costMicroUsd: 30 },
    ]);
    expect(await costs.ofOne(id)).toBe(330);
    expect(
      await costs.ofSteps([
        { runId: id, key: 'ask' },
        { runId: id, key: 'none' },
      ]),
    ).toEqual([330, 0]);
  });

  it('is for a whole that of its jobs too, and nothing for what was never paid', async () => {
    calls = 1;
    const id = 'costs-2' as RunId;
    await lab.client.start({ id, workflow: 'whole', input: null });
    await lab.until(id, ({ status }) => status === 'completed');
    const costs = new RunCosts(lab.pool);
    const { rows } = await lab.pool.query<{ id: string }>('SELECT id FROM durable.run WHERE parent_id = $1', [id]);
    const parts = await costs.of(rows.map((row) => row.id));
    expect([[...parts.values()], await costs.ofOne(id), await costs.ofOne('none')]).toEqual([[30, 30], 67, 0]);
  });
});
