import { jest } from '@jest/globals';
import { readRun, runScout, untilEnded } from './system/runs.js';
import { eventually, startSystem, type System } from './system/system.js';
import { callsOf, setFaults, truthOf } from './system/town.js';

jest.setTimeout(600_000);

describe('a worker that is killed in the middle of scrape', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ workers: 2, admin: false });
  });
  afterAll(() => system.stop());

  it('costs nothing that was paid for: the run completes and no finished call is made twice', async () => {
    const { region } = await truthOf(system);
    await setFaults(system, { web: { latencyMs: 150 } });
    const started = await runScout(system, region.query);
    const id = started.run!.id;
    await eventually('some pages were read in scrape', 180_000, async () => {
      const scraping = (await readRun(system, id)).children.some(
        (child) => child.phase === 'SCRAPE' && child.status !== 'QUEUED',
      );
      return (
        scraping &&
        (await callsOf(system)).filter((call) => call.provider === 'anthropic' && call.billedMicroUsd > 0).length > 8
      );
    });
    const victim = system.file().processes.find((process) => process.role === 'worker')!;
    process.kill(victim.pid, 'SIGKILL');
    const killedAt = Date.now();

    const run = await untilEnded(system, id, 300_000);
    expect(run).toMatchObject({ status: 'COMPLETED', error: null });

    // A call whose answer arrived but was not yet journaled when the worker died may be made once more; nothing older may.
    const paid = (await callsOf(system)).filter((call) => call.billedMicroUsd > 0);
    const byKey = new Map<string, number[]>();
    for (const call of paid) {
      const key = `${String(call.runId)}|${String(call.step)}|${call.key}`;
      byKey.set(key, [...(byKey.get(key) ?? []), Date.parse(call.at)]);
    }
    const repeated = [...byKey].filter(([, times]) => times.length > 1 && times[0]! < killedAt - 2_000);
    expect(repeated).toEqual([]);
    const living = system.file().processes.filter((process) => process.role === 'worker');
    expect(living).toHaveLength(2);
    expect(living.map((process) => process.pid)).not.toContain(victim.pid);
  });
});
