import { testGraph } from '../testing/test-graph.js';
import type { GraphDatabase } from './graph-database.js';

describe('write transactions that begin with one lock', () => {
  let db: GraphDatabase;

  beforeAll(async () => {
    db = await testGraph();
  }, 120_000);
  afterAll(() => db.close());

  it('lets those of one lock go one at a time, in their order, through whichever handle they come', async () => {
    let open = 0;
    let peak = 0;
    const begins = (): Promise<void> => {
      open += 1;
      peak = Math.max(peak, open);
      return Promise.resolve();
    };
    const order: number[] = [];
    const writes = Array.from({ length: 30 }, (_, index) =>
      db.inTurn('region-a', begins).inWriteTransaction(async (tx) => {
        await tx.run('RETURN 1');
        order.push(index);
        open -= 1;
      }),
    );
    await Promise.all(writes);
    expect(peak).toBe(1);
    expect(order).toEqual(Array.from({ length: 30 }, (_, index) => index));
  });

  it('lets those of two locks go side by side', async () => {
    const met: string[] = [];
    let bothAreIn = (): void => {};
    const both = new Promise<void>((resolve) => {
      bothAreIn = resolve;
    });
    const meet = (lock: string) =>
      db.inTurn(lock).inWriteTransaction(async (tx) => {
        await tx.run('RETURN 1');
        met.push(lock);
        if (met.length === 2) bothAreIn();
        await both;
      });
    await Promise.all([meet('region-b'), meet('region-c')]);
    expect(met.sort()).toEqual(['region-b', 'region-c']);
  });

  it('gives the turn on when one fails', async () => {
    const held = db.inTurn('region-d');
    const failing = held.write('RETURN 1 / 0');
    const next = held.write<{ one: number }>('RETURN 1 AS one');
    await expect(failing).rejects.toThrow(/zero/);
    expect(await next).toEqual([{ one: 1 }]);
  });

  it('gives the turn on when one does not end', async () => {
    const held = db.inTurn('region-e');
    let answer = (): void => {};
    const silent = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const hanging = held.inWriteTransaction(async (tx) => {
      await tx.run('RETURN 1');
      await silent;
    }, 200);
    const next = await held.write<{ one: number }>('RETURN 1 AS one');
    expect(next).toEqual([{ one: 1 }]);
    answer();
    // Ended by the server, or done again after that.
    await Promise.allSettled([hanging]);
  });
});
