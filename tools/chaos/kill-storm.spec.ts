import { KILL_STORM_MS, killStorm } from './kill-storm.js';

describe('a storm of kills', () => {
  const plan = { faults: 40, seed: 7, workers: 3 };
  it('is the same for the same seed, and another for another', () => {
    expect(killStorm(plan)).toEqual(killStorm(plan));
    expect(killStorm(plan)).not.toEqual(killStorm({ ...plan, seed: 8 }));
  });
  it('kills workers at moments in order, restarts every store once and flushes Redis twice', () => {
    const faults = killStorm(plan);
    const times = (kind: string): number => faults.filter((fault) => fault.kind === kind).length;
    expect(faults.map(({ n }) => n)).toEqual(faults.map((_, index) => index + 1));
    expect(times('kill')).toBe(35);
    expect(['postgres-restart', 'neo4j-restart', 'redis-restart', 'redis-flush'].map(times)).toEqual([1, 1, 1, 2]);
    const moments = faults.map(({ atMs }) => atMs);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(Math.max(...moments)).toBeLessThanOrEqual(KILL_STORM_MS);
    expect(new Set(faults.filter(({ kind }) => kind === 'kill').map(({ worker }) => worker)).size).toBe(3);
  });
});
