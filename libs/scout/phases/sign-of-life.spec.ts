import type { RunId } from '#durable';
import { signOfLife } from './sign-of-life.js';

const part = (rootId: string, objectKey: string | null) => ({ rootId: rootId as RunId, objectKey });

describe('signs of life of the runs that hold a region', () => {
  let now = 0;
  let said: string[] = [];
  let fails = false;
  const heartbeat = async (region: string, runId: string): Promise<boolean> => {
    said.push(`${region} ${runId}`);
    if (fails) throw new Error('the graph is away');
    return true;
  };
  beforeEach(() => {
    now = 0;
    said = [];
    fails = false;
  });

  it('are given once for all parts of a run, and again after a while', async () => {
    const sign = signOfLife({ heartbeat }, () => now);
    await Promise.all(Array.from({ length: 40 }, () => sign(part('austin-tx-1', null))));
    await sign(part('austin-tx-1', 'austin-tx'));
    await sign(part('waco-tx-1', 'waco-tx'));
    now = 14_999;
    await sign(part('austin-tx-1', null));
    expect(said).toEqual(['austin-tx austin-tx-1', 'waco-tx waco-tx-1']);
    now = 15_000;
    await sign(part('austin-tx-1', null));
    expect(said.slice(2)).toEqual(['austin-tx austin-tx-1']);
  });

  it('are given again at once when the graph did not take one', async () => {
    const sign = signOfLife({ heartbeat }, () => now);
    fails = true;
    await expect(sign(part('austin-tx-1', null))).rejects.toThrow('away');
    fails = false;
    await sign(part('austin-tx-1', null));
    expect(said).toHaveLength(2);
  });
});
