import pg from 'pg';
import { openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId, Workflow } from '../index.js';

/** A pool whose connection breaks right after the server has carried out a certain statement. */
class BreakingPool extends pg.Pool {
  breakAfter: string | undefined;
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
        return (...args: never[]) =>
          this.breaks(value.apply(target, args) as Promise<unknown>, args[0] as unknown as { name?: string } | string);
      },
    });
  }

  private async breaks(result: Promise<unknown>, statement: { name?: string } | string): Promise<unknown> {
    const answer = await result;
    const name = typeof statement === 'string' ? statement : statement.name;
    if (this.breakAfter === undefined || name !== this.breakAfter) return answer;
    this.breakAfter = undefined;
    this.broken += 1;
    throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
  }
}

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

  beforeAll(async () => {
    lab = await openLab({ routes: { paid: 'work' } });
    await lab.pool.query('CREATE TABLE effect (name text)');
    pool = new BreakingPool({ ...lab.pool.options, max: 10 });
    await lab.worker([paid], { pool });
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
});
