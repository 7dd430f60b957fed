import { deploy, FAULT_KINDS, schedule, type SchedulePlan } from './schedule.js';

const plan: SchedulePlan = {
  faults: 40,
  seed: 7,
  workers: { scout: 3, synthetic: 3 },
  withinMs: 200_000,
  syntheticOnly: false,
};

describe('the schedule of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(schedule(plan)).toEqual(schedule(plan));
    expect(schedule(plan)).not.toEqual(schedule({ ...plan, seed: 8 }));
  });
  it('has every kind when there are as many faults as kinds', () => {
    const kinds = schedule({ ...plan, faults: FAULT_KINDS.length }).map((fault) => fault.kind);
    expect(kinds.toSorted()).toEqual([...FAULT_KINDS].toSorted());
  });
  it('begins faults in order, within the time, at workers that exist', () => {
    const faults = schedule({ ...plan, faults: 200 });
    expect(faults).toHaveLength(200);
    const times = faults.map((fault) => fault.atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThan(plan.withinMs);
    expect(faults.every((fault) => fault.worker >= 0 && fault.worker < 3)).toBe(true);
  });
  it('freezes past the lease of the group', () => {
    for (const { group, durationMs, kind } of schedule({ ...plan, faults: 300 }))
      if (kind === 'freeze') expect(durationMs).toBeGreaterThan(group === 'scout' ? 15_000 : 3_000);
  });
  it('leaves the town and the graph alone when no full run goes on', () => {
    const faults = schedule({ ...plan, faults: 100, syntheticOnly: true });
    expect(faults.some((fault) => fault.group === 'scout' || fault.kind === 'provider')).toBe(false);
  });
  it('ends with a deploy that asks one worker after the other to end', () => {
    const rollout = deploy(3, 40);
    expect(rollout.map(({ n, kind, worker }) => [n, kind, worker])).toEqual([
      [41, 'drain', 0],
      [42, 'drain', 1],
      [43, 'drain', 2],
    ]);
    expect(rollout[1]!.atMs).toBeGreaterThan(rollout[0]!.atMs);
  });
});
