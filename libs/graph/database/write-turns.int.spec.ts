import { testGraph } from '../testing/test-graph.js';
import type { GraphDatabase, WriteGuard } from './graph-database.js';

/** A guard that counts how many of its transactions are open at once. */
class Counting implements WriteGuard {
  open = 0;
  peak = 0;

  constructor(readonly lock: string) {}

  check(): Promise<void> {
    this.open += 1;
    this.peak = Math.max(this.peak, this.open);
    return Promise.resolve();
  }
}

describe('turns of guarded write transactions', () => {
  let db: GraphDatabase;

  beforeAll(async () => {
    db = await testGraph();
  }, 120_000);
  afterAll(() => db.close());

  it('lets those of one lock go one at a time, in their order, through whichever handle they come', async () => {
    const guard = new Counting('region-a');
    const order: number[] = [];
    const writes = Array.from({ length: 30 }, (_, index) =>
      db.guardedBy(guard).inWriteTransaction(async (tx) => {
        await tx.run('RETURN 1');
        order.push(index);
        guard.open -= 1;
      }),
    );
    await Promise.all(writes);
    expect(guard.peak).toBe(1);
    expect(order).toEqual(Array.from({ length: 30 }, (_, index) => index));
  });

  it('lets those of two locks go side by side', async () => {
    const met: string[] = [];
    let bothAreIn = (): void => {};
    const both = new Promise<void>((resolve) => {
      bothAreIn = resolve;
    });
    const meet = (lock: string) =>
      db.guardedBy(new Counting(lock)).inWriteTransaction(async (tx) => {
        await tx.run('RETURN 1');
        met.push(lock);
        if (met.length === 2) bothAreIn();
        await both;
      });
    await Promise.all([meet('region-b'), meet('region-c')]);
    expect(met.sort()).toEqual(['region-b', 'region-c']);
  });

  it('gives the turn on when one fails', async () => {
    const guard = { lock: 'region-d', check: () => Promise.resolve() };
    const held = db.guardedBy(guard);
    const failing = held.write('RETURN 1 / 0');
    const next = held.write<{ one: number }>('RETURN 1 AS one');
    await expect(failing).rejects.toThrow(/zero/);
    expect(await next).toEqual([{ one: 1 }]);
  });
});
