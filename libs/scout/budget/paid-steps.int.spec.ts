import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { RetryableError, TerminalError, type Json, type RunId, type Workflow } from '#durable';
import { eventually, gate, openLab, type Lab } from '../../durable/testing/durable-lab.js';
import type { Metered } from '../providers/index.js';
import { Budget, budgetEntities, budgetMigrations, PaidSteps } from './index.js';
import { Unanswered } from './unanswered.js';

const metered = (value: string, costMicroUsd: number): Metered<string> => ({
  value,
  costMicroUsd,
  usage: { provider: 'anthropic', model: 'claude-haiku-4-5', operation: 'ask:test', units: { inputTokens: 5 } },
});

/** What the run under test does; each test sets its own. */
type Body = (paid: PaidSteps, context: Parameters<Workflow['run']>[0]) => Promise<Json>;

describe('paid steps', () => {
  let lab: Lab;
  let source: DataSource;
  let budget: Budget;
  let body: Body = () => Promise.resolve(null);
  const workflow: Workflow = {
    name: 'pay',
    queue: 'pay',
    concurrency: 20,
    run: (context) => body(new PaidSteps(budget), context),
  };
  let ids = 0;
  const start = async (): Promise<RunId> => {
    ids += 1;
    const { run } = await lab.client.start({ id: `pay-${String(ids)}` as RunId, workflow: 'pay', input: {} });
    return run.id;
  };
  const ended = (id: RunId) => lab.until(id, (run) => ['completed', 'failed'].includes(run.status));

  const spends = async (region: string, expected: { spentMicroUsd: number; reservedMicroUsd: number }) => {
    const seen = await eventually(
      () => budget.status(region),
      ({ spentMicroUsd, reservedMicroUsd }) =>
        spentMicroUsd === expected.spentMicroUsd && reservedMicroUsd === expected.reservedMicroUsd,
    );
    expect(seen).toMatchObject(expected);
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { pay: 'pay' } });
    const url = lab.pool.options.connectionString;
    source = await new DataSource({
      type: 'postgres',
      url,
      entities: budgetEntities,
      migrations: budgetMigrations,
    }).initialize();
    await source.runMigrations();
    await lab.worker([workflow]);
  });
  afterAll(async () => {
    await source.destroy();
    await lab.close();
  });
  beforeEach(() => {
    budget = new Budget(source, { dailyLimitMicroUsd: 1_000 });
  });

  it('journal the result and the ledger row together, and cost nothing when replayed', async () => {
    let calls = 0;
    let stumble = true;
    body = async (paid, context) => {
      const outcome = await paid.runFixed(context, 'ask', { region: 'replay', estimateMicroUsd: 500 }, () => {
        calls += 1;
        return Promise.resolve(metered('answer', 321));
      });
      await context.step(
        'after',
        () => (stumble ? Promise.reject(new Error('worker stumbled')) : Promise.resolve(null)),
        { retry: { maxAttempts: 1 } },
      );
      return { ...outcome };
    };
    const id = await start();
    expect((await ended(id)).status).toBe('failed');
    stumble = false;
    await lab.client.retry(id);
    const run = await lab.until(id, (found) => found.status === 'completed');
    expect(run.output).toEqual({ kind: 'done', value: 'answer' });
    expect(run.costMicroUsd).toBe(321);
    expect(calls).toBe(1);
    expect(await budget.status('replay')).toEqual({ spentMicroUsd: 321, reservedMicroUsd: 0, limitMicroUsd: 1_000 });
    expect(await budget.spending({ rootId: id })).toEqual([
      expect.objectContaining({
        region: 'replay',
        provider: 'anthropic',
        model: 'claude-haiku-4-5',
        calls: 1,
        costMicroUsd: 321,
      }),
    ]);
  });

  it('are skipped, not failed, when the day has no money left, and nothing is called', async () => {
    let calls = 0;
    body = async (paid, context) => {
      const outcomes: Json[] = [];
      for (const name of ['one', 'two', 'three']) {
        const outcome = await paid.runFixed(context, name, { region: 'limit', estimateMicroUsd: 400 }, () => {
          calls += 1;
          return Promise.resolve(metered(name, 400));
        });
        outcomes.push(outcome.kind);
      }
      return outcomes;
    };
    const run = await ended(await start());
    expect(run.output).toEqual(['done', 'done', 'skipped']);
    expect(calls).toBe(2);
  });

  it('hold the limit when many runs reserve at once', async () => {
    let calls = 0;
    body = async (paid, context) => {
      const outcome = await paid.runFixed(context, 'ask', { region: 'race', estimateMicroUsd: 300 }, () => {
        calls += 1;
        return Promise.resolve(metered('x', 300));
      });
      return outcome.kind;
    };
    const runs = await Promise.all((await Promise.all(Array.from({ length: 12 }, start))).map(ended));
    expect(runs.filter((run) => run.output === 'done')).toHaveLength(3);
    expect(calls).toBe(3);
    expect((await budget.status('race')).spentMicroUsd).toBe(900);
  });

  it('ask what an operator put in place of their question, and estimate that', async () => {
    const asked: string[] = [];
    const estimated: number[] = [];
    body = async (paid, context) => {
      const spec = {
        region: 'edited',
        estimateMicroUsd: ({ query }: { query: string }) => (estimated.push(query.length), query.length),
        input: { query: 'food' },
      };
      const outcome = await paid.run(context, 'ask', spec, (_call, { query }) => {
        asked.push(query);
        return Promise.resolve(metered(query, 10));
      });
      return { ...outcome };
    };
    const id = await start();
    expect((await ended(id)).output).toEqual({ kind: 'done', value: 'food' });
    const fork = `${id}f` as typeof id;
    await lab.client.fork(id, 'ask', { id: fork, editedStepInput: { query: 'shelter tonight' } });
    expect((await ended(fork)).output).toEqual({ kind: 'done', value: 'shelter tonight' });
    expect(asked).toEqual(['food', 'shelter tonight']);
    expect(estimated).toEqual([4, 15]);
  });

  it('give their reservation back when the call fails, and pay once when a later attempt works', async () => {
    let calls = 0;
    body = async (paid, context) => {
      const outcome = await paid.run(
        context,
        'ask',
        { region: 'flaky', estimateMicroUsd: 900, input: { query: 'food' } },
        () => {
          calls += 1;
          return calls < 3
            ? Promise.reject(new RetryableError('overloaded'))
            : Promise.resolve(metered('third time', 10));
        },
        { retry: { maxAttempts: 3, initialDelayMs: 5 } },
      );
      return { ...outcome };
    };
    expect((await ended(await start())).output).toEqual({ kind: 'done', value: 'third time' });
    expect(await budget.status('flaky')).toMatchObject({ spentMicroUsd: 10, reservedMicroUsd: 0 });

    body = (paid, context) =>
      paid
        .runFixed(context, 'ask', { region: 'refused', estimateMicroUsd: 900 }, () =>
          Promise.reject(new TerminalError('key refused')),
        )
        .then(() => null);
    expect((await ended(await start())).status).toBe('failed');
    expect(await budget.status('refused')).toMatchObject({ spentMicroUsd: 0, reservedMicroUsd: 0 });
  });

  it('book what a call may cost that was sent and got no usable answer, beside what the next attempt costs', async () => {
    let calls = 0;
    body = async (paid, context) => {
      const spec = { region: 'broken', estimateMicroUsd: 300, input: { query: 'food' } };
      const answers = () => {
        calls += 1;
        return calls < 2 ? Promise.reject(new Unanswered('broke off')) : Promise.resolve(metered('answer', 30));
      };
      const { kind } = await paid.run(context, 'ask', spec, answers, { retry: { maxAttempts: 2, initialDelayMs: 5 } });
      return kind;
    };
    expect((await ended(await start())).output).toBe('done');
    expect(await budget.status('broken')).toMatchObject({ spentMicroUsd: 330, reservedMicroUsd: 0 });
  });

  it('book what a call may cost that was made and whose cost is no amount', async () => {
    body = (paid, context) =>
      paid
        .runFixed(context, 'ask', { region: 'no-amount', estimateMicroUsd: 300 }, async () =>
          metered('answer', Number.NaN),
        )
        .then(() => null);
    expect((await ended(await start())).error?.code).toBe('BAD_COST');
    expect(await budget.status('no-amount')).toMatchObject({ spentMicroUsd: 300, reservedMicroUsd: 0 });
  });

  it('book a call once that was booked as left behind while its commit waited', async () => {
    const holder = await lab.pool.connect();
    const answered = gate();
    body = async (paid, context) => {
      const { kind } = await paid.runFixed(context, 'ask', { region: 'slow', estimateMicroUsd: 500 }, async () => {
        await holder.query('BEGIN');
        await holder.query('SELECT 1 FROM durable.run WHERE id = $1 FOR UPDATE', [context.runId]);
        answered.open();
        return metered('answer', 321);
      });
      return kind;
    };
    const id = await start();
    await answered.promise;
    const waits = () =>
      lab.pool.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    await eventually(waits, ({ rowCount }) => (rowCount ?? 0) > 0);
    await lab.pool.query(`UPDATE budget.reservation SET expires_at = now() - interval '1 s' WHERE region = 'slow'`);
    await budget.sweep();
    await holder.query('COMMIT');
    holder.release();
    expect((await ended(id)).output).toBe('done');
    expect(await budget.status('slow')).toMatchObject({ spentMicroUsd: 321, reservedMicroUsd: 0 });
  });

  it('book what a call that was cut off may cost, each time', async () => {
    let calls = 0;
    body = async (paid, context) => {
      const spec = { region: 'cut', estimateMicroUsd: 300 };
      const { kind } = await paid.runFixed(context, 'ask', spec, async ({ signal }) => {
        calls += 1;
        if (calls < 3) await new Promise((_, cut) => signal.addEventListener('abort', () => cut(signal.reason)));
        return metered('answer', 30);
      });
      return kind;
    };
    const id = await start();
    for (const time of [1, 2]) {
      await eventually(
        async () => calls,
        (made) => made === time,
      );
      await lab.client.cancel(id, { kill: true });
      await eventually(
        () => budget.status('cut'),
        ({ spentMicroUsd }) => spentMicroUsd === time * 300,
      );
      await lab.retry(id);
    }
    expect((await ended(id)).output).toBe('done');
    expect(await budget.status('cut')).toMatchObject({ spentMicroUsd: 630, reservedMicroUsd: 0 });
    expect((await budget.spending({ rootId: id })).map(({ operation, calls: made }) => [operation, made])).toEqual([
      ['cut off', 2],
      ['ask:test', 1],
    ]);
  });

  it('book nothing for a call that was never sent, because its run was taken away before', async () => {
    let calls = 0;
    body = async (_paid, context) => {
      const taken = new Promise((resolve) => context.signal.addEventListener('abort', resolve));
      const slow = new (class extends Budget {
        override async reserve(...given: Parameters<Budget['reserve']>) {
          const reservation = await super.reserve(...given);
          await lab.client.cancel(context.runId, { kill: true });
          await taken;
          return reservation;
        }
      })(source, { dailyLimitMicroUsd: 1_000 });
      const spec = { region: 'unsent', estimateMicroUsd: 300 };
      const { kind } = await new PaidSteps(slow).runFixed(context, 'ask', spec, () => {
        calls += 1;
        return Promise.resolve(metered('answer', 30));
      });
      return kind;
    };
    await lab.until(await start(), ({ status }) => status === 'cancelled');
    await eventually(
      () => budget.status('unsent'),
      ({ reservedMicroUsd }) => reservedMicroUsd === 0,
    );
    expect([calls, (await budget.status('unsent')).spentMicroUsd]).toEqual([0, 0]);
  });

  it('book what a call cost that came back after its time limit', async () => {
    body = async (paid, context) => {
      const spec = { region: 'late', estimateMicroUsd: 300, input: 'q' };
      const call = () => delay(1_200, metered('late', 30));
      const options = { timeoutMs: 700, retry: { maxAttempts: 1 } };
      return (await paid.run(context, 'ask', spec, call, options)).kind;
    };
    const run = await ended(await start());
    expect([run.status, run.costMicroUsd]).toEqual(['failed', 0]);
    await spends('late', { spentMicroUsd: 30, reservedMicroUsd: 0 });
  });

  it('book what a call cost whose result came back well and was refused by a kill', async () => {
    body = async (paid, context) => {
      const { kind } = await paid.runFixed(context, 'ask', { region: 'killed', estimateMicroUsd: 300 }, async () => {
        await lab.client.cancel(context.runId, { kill: true });
        return metered('paid', 30);
      });
      return kind;
    };
    const id = await start();
    await lab.until(id, ({ status }) => status === 'cancelled');
    await spends('killed', { spentMicroUsd: 30, reservedMicroUsd: 0 });
    expect(await budget.spending({ rootId: id })).toMatchObject([{ operation: 'ask:test', calls: 1 }]);
  });

  it.each([
    ['with an error', 'again', 330],
    ['with its result', 'again-done', 60],
  ])(
    'book a call beside its next attempt when it hears late of its end and comes back %s',
    async (how, region, spent) => {
      let calls = 0;
      body = async (paid, context) => {
        const call = async ({ signal }: { signal: AbortSignal }) => {
          calls += 1;
          if (calls > 1) return metered('second', 30);
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          await delay(300);
          if (how === 'with an error') throw signal.reason;
          return metered('first', 30);
        };
        const options = { timeoutMs: 700, retry: { maxAttempts: 2, initialDelayMs: 10 } };
        return (await paid.run(context, 'ask', { region, estimateMicroUsd: 300, input: 'q' }, call, options)).kind;
      };
      expect((await ended(await start())).output).toBe('done');
      await delay(400);
      await spends(region, { spentMicroUsd: spent, reservedMicroUsd: 0 });
    },
  );

  it('book a result that is journaled after its call was taken for one of a dead worker, and that call not again', async () => {
    body = async (paid, context) => {
      const { kind } = await paid.runFixed(context, 'ask', { region: 'thawed', estimateMicroUsd: 300 }, async () => {
        await source.query(`UPDATE budget.reservation SET expires_at = now() WHERE region = 'thawed'`);
        await budget.sweep();
        return metered('answer', 30);
      });
      return kind;
    };
    const id = await start();
    expect((await ended(id)).output).toBe('done');
    expect(await budget.spending({ rootId: id })).toMatchObject([{ operation: 'ask:test', costMicroUsd: 30 }]);
  });

  it('know no limit at 0, and still keep the ledger', async () => {
    budget = new Budget(source, { dailyLimitMicroUsd: 0 });
    body = async (paid, context) =>
      (
        await paid.runFixed(context, 'ask', { region: 'free', estimateMicroUsd: 10 ** 9 }, () =>
          Promise.resolve(metered('x', 5_000_000)),
        )
      ).kind;
    expect((await ended(await start())).output).toBe('done');
    expect((await budget.status('free')).spentMicroUsd).toBe(5_000_000);
  });
});
