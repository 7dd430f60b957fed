import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, readRun, runScout, untilEnded } from './system/runs.js';
import { eventually, startSystem, type System } from './system/system.js';
import { callsOf, setFaults, truthOf } from './system/town.js';

jest.setTimeout(600_000);

/** What an answer may take from the town's log into the journal, on a machine that has more to do: reading it, one statement, one flush. */
const ON_THE_WAY_MS = 100;
const KILLS = 3;
/** Enough for a killed worker to be started again and to take runs. */
const BETWEEN_KILLS_MS = 6_000;

describe('workers that are killed again and again in the middle of scrape', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ workers: 2, admin: false });
  });
  afterAll(() => system.stop());

  it('cost nothing that was paid for: the run completes and no finished call is made twice', async () => {
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
    const kills: { readonly pid: number; readonly at: number }[] = [];
    while (kills.length < KILLS && !hasEnded(await readRun(system, id))) {
      const workers = system.file().processes.filter(({ role, pid }) => role === 'worker' && !wasKilled(kills, pid));
      const victim = workers[kills.length % workers.length];
      if (victim !== undefined) {
        process.kill(victim.pid, 'SIGKILL');
        kills.push({ pid: victim.pid, at: Date.now() });
      }
      await delay(BETWEEN_KILLS_MS);
    }

    const run = await untilEnded(system, id, 300_000);
    expect(run).toMatchObject({ status: 'COMPLETED', error: null });
    expect(kills.length).toBeGreaterThan(0);

    // A call whose answer was on its way into the journal when its worker died may be made once more; nothing older may.
    const paid = (await callsOf(system)).filter((call) => call.billedMicroUsd > 0);
    const byKey = new Map<string, number[]>();
    for (const call of paid) {
      const key = `${String(call.runId)}|${String(call.step)}|${call.key}`;
      byKey.set(key, [...(byKey.get(key) ?? []), Date.parse(call.at)]);
    }
    const onTheWay = (at: number): boolean => kills.some((kill) => at <= kill.at && at >= kill.at - ON_THE_WAY_MS);
    const repeated = [...byKey].filter(([, times]) => times.length > 1);
    expect(repeated.filter(([, times]) => !onTheWay(times[0]!))).toEqual([]);
    await eventually('both workers are there again', 30_000, async () => {
      const living = system.file().processes.filter(({ role }) => role === 'worker');
      return living.length === 2 && living.every(({ pid }) => !wasKilled(kills, pid));
    });
  });
});

function wasKilled(kills: readonly { readonly pid: number }[], pid: number): boolean {
  return kills.some((kill) => kill.pid === pid);
}
