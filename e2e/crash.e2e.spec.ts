import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, readRun, runScout, untilEnded } from './system/runs.js';
import { eventually, startSystem, type System } from './system/system.js';
import { callsOf, setFaults, truthOf } from './system/town.js';

jest.setTimeout(600_000);

/** An answer may still be on the town's side of the wire when its step commits. */
const ON_THE_WIRE_MS = 50;
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

    // A call whose answer was not in the journal yet when its worker died may be made once more; none may once its step is finished.
    const paid = (await callsOf(system)).filter((call) => call.billedMicroUsd > 0);
    const calls = new Map<string, typeof paid>();
    for (const call of paid) {
      const key = `${String(call.runId)}|${String(call.step)}|${call.key}`;
      calls.set(key, [...(calls.get(key) ?? []), call]);
    }
    const late: string[] = [];
    for (const [key, made] of calls) {
      const last = made.at(-1)!;
      if (made.length === 1) continue;
      const finishedAt = await finishOf(system, String(last.runId), String(last.step));
      if (Date.parse(last.at) > finishedAt + ON_THE_WIRE_MS) late.push(`${key} at ${last.at}`);
    }
    expect(late).toEqual([]);
    await eventually('both workers are there again', 30_000, async () => {
      const living = system.file().processes.filter(({ role }) => role === 'worker');
      return living.length === 2 && living.every(({ pid }) => !wasKilled(kills, pid));
    });
  });
});

function wasKilled(kills: readonly { readonly pid: number }[], pid: number): boolean {
  return kills.some((kill) => kill.pid === pid);
}

/** When a step was journaled: once, by whoever came first. Unix ms. */
async function finishOf(system: System, runId: string, key: string): Promise<number> {
  const { found } = await system.graphql<{ found: { step: { endedAt: string | null } } | null }>(
    'query ($runId: ID!, $key: String!) { found: scoutStep(runId: $runId, key: $key) { step { endedAt } } }',
    { runId, key },
  );
  if (!found?.step.endedAt) throw new Error(`The run completed, but its step ${runId} ${key} has no end.`);
  return Date.parse(found.step.endedAt);
}
