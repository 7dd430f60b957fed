import { jest } from '@jest/globals';
import { readRun, resetStatus, runPhase, runScout, statusOf, stopScout, untilEnded } from './system/runs.js';
import { eventually, startSystem, type System } from './system/system.js';
import { callsOf, setFaults, truthOf } from './system/town.js';

jest.setTimeout(600_000);
const LATER_PHASES = ['ACTOR_DISCOVERY', 'SCRAPE', 'SYNTHESIS', 'SITUATION_WEAVER', 'SUPERVISOR'];
const PROVIDERS = new Set(['anthropic', 'voyage', 'serper', 'apify']);

describe('run control through GraphQL', () => {
  let system: System;
  let query: string;
  let slug: string;

  beforeAll(async () => {
    system = await startSystem({ workers: 2, admin: false });
    ({ query, slug } = (await truthOf(system)).region);
  });
  afterAll(() => system.stop());

  it.each(LATER_PHASES)('refuses %s before its predecessor, and says what unblocks it', async (phase) => {
    const outcome = await runPhase(system, query, phase);
    expect(outcome).toMatchObject({ success: false, code: 'PHASE_PREREQUISITE_MISSING', run: null });
    expect(outcome.unblocks).toMatch(/run/i);
    expect(await statusOf(system, slug)).toBe('idle');
  });

  it('refuses a region that nobody knows, and an empty one', async () => {
    expect(await runScout(system, 'Zzyzxqwv Nowhere')).toMatchObject({ success: false, code: 'REGION_NOT_FOUND' });
    expect((await runScout(system, '   ')).success).toBe(false);
  });

  it('refuses whoever has no token, and a viewer who starts something', async () => {
    const mutation = 'mutation ($query: String!) { runScout(query: $query) { success } }';
    await expect(system.graphql(mutation, { query }, null)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(system.graphql(mutation, { query }, 'wrong')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(system.graphql(mutation, { query }, system.file().tokens.viewer)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('runs the first phase alone', async () => {
    const outcome = await runPhase(system, query, 'BOOTSTRAP');
    const run = await untilEnded(system, outcome.run!.id, 60_000);
    expect(run).toMatchObject({ status: 'COMPLETED', error: null });
    expect(await statusOf(system, slug)).toBe('bootstrap_complete');
  });

  it('lets one of 20 simultaneous starts win', async () => {
    await setFaults(system, { web: { latencyMs: 300 } });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => runScout(system, query)));
    expect(outcomes.filter((outcome) => outcome.success)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.code === 'REGION_BUSY')).toHaveLength(19);
  });

  it('stops in the middle of scrape: 5 s later no provider is called any more', async () => {
    const { region } = await system.graphql<{ region: { currentRun: { id: string } | null } }>(
      'query ($slug: String!) { region(slug: $slug) { currentRun { id } } }',
      { slug },
    );
    const id = region.currentRun!.id;
    await eventually('the run scrapes', 120_000, async () =>
      (await readRun(system, id)).children.some(
        (child) => child.phase === 'SCRAPE' && (child.status === 'RUNNING' || child.status === 'SUSPENDED'),
      ),
    );
    expect(await stopScout(system, query)).toMatchObject({ success: true });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const last = (await callsOf(system)).at(-1)?.n ?? 0;
    const run = await untilEnded(system, id, 30_000);
    expect(run.status).toBe('CANCELLED');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect((await callsOf(system, last)).filter((call) => PROVIDERS.has(call.provider))).toEqual([]);
    expect(await stopScout(system, query)).toMatchObject({ success: false, code: 'NOT_RUNNING' });
    await setFaults(system, null);
  });

  it('resets to idle, and a full run can start again', async () => {
    expect(await resetStatus(system, query)).toMatchObject({ success: true });
    expect(await statusOf(system, slug)).toBe('idle');
    const before = Date.now();
    const again = await runScout(system, query);
    expect(again.success).toBe(true);
    // At once: the work is a job's.
    expect(Date.now() - before).toBeLessThan(1_000);
    await eventually('its first phase is complete', 120_000, async () =>
      (await readRun(system, again.run!.id)).children.some((child) => child.status === 'COMPLETED'),
    );
    expect(await stopScout(system, query)).toMatchObject({ success: true });
    expect((await untilEnded(system, again.run!.id, 60_000)).status).toBe('CANCELLED');
  });
});
