import pg from 'pg';
import { openLab, type Lab } from '../testing/durable-lab.js';
import { DurableClient, type RunId, type Workflow } from '../index.js';
import { silent } from '../logger.js';
import { Database } from '../store/database.js';

/** A pool whose connection breaks right after the server has carried out a certain statement, or right before it hears of it. */
class BreakingPool extends pg.Pool {
  breakAfter: string | undefined;
  breakBefore: string | undefined;
  broken = 0;

  override async connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): void;
  override connect(
    callback?: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): Promise<pg.PoolClient> | void {
    if (callback) return super.connect(callback);
    return super.connect().then((client) => this.breaking(client));
  }

  override query(...args: never[]): never {
    const [statement] = args as unknown as [{ name?: string } | string];
    const result = (super.query as (...all: never[]) => Promise<unknown>)(...args);
    return (typeof (result as unknown) === 'object' ? this.breaks(result, statement) : result) as never;
  }

  private breaking(client: pg.PoolClient): pg.PoolClient {
    return new Proxy(client, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function') return value;
        if (property !== 'query') return value.bind(target);
        return (...args: never[]) => {
          const statement = args[0] as unknown as { name?: string } | string;
          if (nameOf(statement) === this.breakBefore) return this.brokenBefore();
          return this.breaks(value.apply(target, args) as Promise<unknown>, statement);
        };
      },
    });
  }

  private async breaks(result: Promise<unknown>, statement: { name?: string } | string): Promise<unknown> {
    const answer = await result;
    if (this.breakAfter === undefined || nameOf(statement) !== this.breakAfter) return answer;
    this.breakAfter = undefined;
    this.broken += 1;
    throw lost();
  }

  private async brokenBefore(): Promise<never> {
    this.breakBefore = undefined;
    this.broken += 1;
    throw lost();
  }
}

const nameOf = (statement: { name?: string } | string) => (typeof statement === 'string' ? statement : statement.name);
const lost = () => Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });

describe('a write whose acknowledgement is lost counts once', () => {
  let lab: Lab;
  let pool: BreakingPool;
  let ran: string[] = [];
  const paid: Workflow = {
    name: 'paid',
    queue: 'work',
    concurrency: 1,
    async run(context) {
      await context.step('free', async () => ran.push('free'));
      await context.step('paid', async ({ addCost }) => (addCost(7), ran.push('paid')));
      await context.step('both', async ({ alsoCommit }) => {
        alsoCommit({ name: 'both', statements: [`INSERT INTO effect SELECT key FROM committed`] }, null);
        return ran.push('both');
      });
      await context.tx('tx', async (client) => (await client.query(`INSERT INTO effect VALUES ('tx')`)).rowCount);
      return 'end';
    },
  };
  const plain: Workflow = {
    ...paid,
    name: 'plain',
    run: (context) => context.step('last', async () => ran.push('plain')),
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { paid: 'work', plain: 'work' } });
    await lab.pool.query('CREATE TABLE effect (name text)');
    pool = new BreakingPool({ ...lab.pool.options, max: 10 });
    await lab.worker([paid, plain], { pool });
  });
  afterAll(async () => {
    await lab.close();
    await pool.end();
  });
  beforeEach(async () => {
    ran = [];
    await lab.pool.query('TRUNCATE effect');
  });

  it.each([
    'durable.commitSteps-one',
    'durable.commitPaidSteps-one',
    'durable.commitSteps+both-one',
    'COMMIT',
    'durable.claimRuns-one',
    'durable.finishRuns-one',
  ])('after %s', async (statement) => {
    pool.broken = 0;
    pool.breakAfter = statement;
    const id = `ack-${statement.split('.').at(-1)}` as RunId;
    await lab.client.start({ id, workflow: 'paid', input: null });
    const done = await lab.until(id, (r) => r.finishedAt !== null);
    expect([done.status, done.output, done.costMicroUsd, pool.broken]).toEqual(['completed', 'end', 7, 1]);
    expect(ran).toEqual(['free', 'paid', 'both']);
    expect((await lab.pool.query('SELECT name FROM effect ORDER BY name')).rows).toEqual([
      { name: 'both' },
      { name: 'tx' },
    ]);
  });

  it('after durable.finishWithStep-one, of a run and its last step', async () => {
    pool.broken = 0;
    pool.breakAfter = 'durable.finishWithStep-one';
    const id = 'ack-last' as RunId;
    await lab.client.start({ id, workflow: 'plain', input: null });
    const done = await lab.until(id, (r) => r.finishedAt !== null);
    expect([done.status, done.output, pool.broken, ran]).toEqual(['completed', 1, 1, ['plain']]);
  });
});

describe('what an operator does counts once, whether its COMMIT or only the answer is lost', () => {
  let lab: Lab;
  let pool: BreakingPool;
  let operator: DurableClient;
  const asks: Workflow = {
    name: 'asks',
    queue: 'work',
    concurrency: 5,
    async run(context) {
      await context.step('first', async () => null);
      return (await context.waitFor('go', { timeoutMs: 60_000 })).resolved;
    },
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { asks: 'work' } });
    await lab.worker([asks]);
    pool = new BreakingPool({ ...lab.pool.options, max: 2 });
    // It is not opened: its own background work would meet the break that is meant for the operator.
    operator = new DurableClient({
      pool,
      redis: { url: lab.redisUrl },
      routes: { asks: 'work' },
      prefix: lab.prefix,
      logger: silent,
    });
  });
  afterAll(async () => {
    await operator.close();
    await lab.close();
    await pool.end();
  });

  it.each(['breakAfter', 'breakBefore'] as const)('%s', async (breaks) => {
    const [run, fork] = [`${breaks}-1` as RunId, `${breaks}-2` as RunId];
    const broken = async <T>(act: () => Promise<T>): Promise<T> => {
      pool.broken = 0;
      pool[breaks] = 'COMMIT';
      const result = await act();
      expect(pool.broken).toBe(1);
      return result;
    };
    const asked = { id: run, workflow: 'asks', input: 1, objectKey: breaks, idempotencyKey: breaks };
    expect(await broken(() => operator.start(asked))).toMatchObject({ created: true });
    await lab.until(run, (r) => r.status === 'suspended');
    expect((await broken(() => operator.pause(run))).status).toBe('paused');
    await broken(() => operator.resume(run));
    await broken(() => operator.resolveGate(run, 'go', 'yes'));
    expect((await lab.until(run, (r) => r.finishedAt !== null)).output).toBe(true);
    await broken(() => operator.fork(run, 'go', { id: fork }));
    await lab.until(fork, (r) => r.status === 'suspended');
    expect((await broken(() => operator.cancel(fork))).cancelRequestedAt).not.toBeNull();
    await lab.until(fork, (r) => r.status === 'cancelled');
    await broken(() => operator.retry(fork));
    await lab.until(fork, (r) => r.status === 'suspended');
  });
});

describe('a transaction of which nobody can say whether it was committed', () => {
  it('is not done again: its number was asked for until patience was over', async () => {
    const lab = await openLab({ routes: {} });
    await lab.pool.query('CREATE TABLE done (at timestamptz)');
    const pool = new BreakingPool({ ...lab.pool.options, max: 1 });
    const database = new Database(pool, silent, 300);
    const away = pool.query.bind(pool);
    pool.query = (() => Promise.reject(lost())) as never;
    pool.breakAfter = 'COMMIT';
    let tries = 0;
    const work = database.transaction(async (_run, client) => {
      tries += 1;
      await client.query('INSERT INTO done VALUES (now())');
    });
    await expect(work).rejects.toMatchObject({ name: 'OutcomeUnknown' });
    pool.query = away as never;
    expect([tries, (await lab.pool.query('SELECT 1 FROM done')).rowCount]).toEqual([1, 1]);
    await pool.end();
    await lab.close();
  });
});
