import { jest } from '@jest/globals';
import { readRun, resetStatus, runPhase, runScout, statusOf, untilEnded, type Outcome } from './system/runs.js';
import { storedSignals } from './system/signals.js';
import { eventually, startSystem, type System } from './system/system.js';
import { callsOf, setFaults, truthOf } from './system/town.js';

jest.setTimeout(600_000);

interface Facts {
  readonly status: string;
  readonly actions: readonly string[];
  readonly waitingFor: string | null;
  readonly startAt: string | null;
  readonly attempts: number;
  readonly cost: { readonly spentMicroUsd: number; readonly byOperation: readonly { readonly costMicroUsd: number }[] };
  readonly lineage: { readonly forkedFrom: { readonly id: string } | null; readonly forkedFromStep: string | null };
  readonly gates: readonly { readonly id: string; readonly state: string; readonly decision: string | null }[];
}

describe('steering runs through GraphQL', () => {
  let system: System;
  let query: string;
  let slug: string;
  let completed: string;

  beforeAll(async () => {
    system = await startSystem({ workers: 2, admin: false });
    ({ query, slug } = (await truthOf(system)).region);
  });
  afterAll(() => system.stop());

  const steer = async (mutation: string, args: string, variables: Record<string, unknown>): Promise<Outcome> => {
    const text = `mutation (${args}) { it: ${mutation} { success message code unblocks run { id } } }`;
    return (await system.graphql<{ it: Outcome }>(text, variables)).it;
  };
  const byRun = (name: string, runId: string, more = '') =>
    steer(`${name}(runId: $runId${more})`, '$runId: ID!', { runId });
  const facts = async (id: string): Promise<Facts> => {
    const { run } = await system.graphql<{ run: Facts }>(
      `query ($id: ID!) { run: scoutRun(id: $id) { status actions waitingFor startAt attempts
        cost { spentMicroUsd byOperation { costMicroUsd } } lineage { forkedFrom { id } forkedFromStep }
        gates { id state decision } } }`,
      { id },
    );
    return run;
  };
  const until = (what: string, id: string, holds: (run: Facts) => boolean, withinMs = 90_000): Promise<Facts> =>
    eventually(what, withinMs, async () => {
      const run = await facts(id);
      return holds(run) ? run : null;
    });
  const resolve = (gateId: string, decision: string) =>
    steer(
      'resolveGate(gateId: $gateId, decision: $decision, note: "end to end")',
      '$gateId: ID!, $decision: GateDecision!',
      { gateId, decision },
    );
  const liveSignals = async () =>
    (await storedSignals(system, slug)).filter(({ reviewStatus }) => reviewStatus === 'LIVE').length;
  const requireReview = (required: boolean) =>
    system.graphql(
      'mutation ($query: String!, $required: Boolean!) { setRegionReview(query: $query, required: $required) { review { required } } }',
      {
        query,
        required,
      },
    );

  it('pauses a run in flight, resumes it, stops it, and kills its retry', async () => {
    await setFaults(system, { web: { latencyMs: 300 } });
    const id = (await runScout(system, query)).run!.id;
    await until('the run is at work', id, ({ status }) => status === 'RUNNING');
    expect((await facts(id)).actions).toEqual(['STOP', 'KILL', 'PAUSE']);
    expect(await byRun('pauseScoutRun', id)).toMatchObject({ success: true });
    expect((await until('it is paused', id, ({ status }) => status === 'PAUSED')).actions).toContain('RESUME');
    expect(await byRun('resumeScoutRun', id)).toMatchObject({ success: true });
    expect(await byRun('resumeScoutRun', id)).toMatchObject({ success: false, code: 'NOT_PAUSED' });
    expect(await byRun('stopScoutRun', id)).toMatchObject({ success: true });
    expect((await untilEnded(system, id, 60_000)).status).toBe('CANCELLED');
    // At once: the end of the stopped run is written to its region a moment later, and must not end the retry.
    expect(await byRun('retryScoutRun', id)).toMatchObject({ success: true });
    await until('it is at work again', id, ({ status }) => status === 'RUNNING');
    expect(await byRun('stopScoutRun', id, ', kill: true')).toMatchObject({ success: true });
    expect((await untilEnded(system, id, 60_000)).status).toBe('CANCELLED');
    await setFaults(system, null);
  });

  it('lets nothing go live before somebody approves', async () => {
    await requireReview(true);
    await resetStatus(system, query);
    completed = (await runScout(system, query)).run!.id;
    const waiting = await until('the run asks', completed, ({ gates }) => gates.length > 0, 300_000);
    expect(await liveSignals()).toBe(0);
    await until('it waits', completed, (run) => run.status === 'SUSPENDED' && run.waitingFor === 'approval');
    expect(await resolve(waiting.gates[0]!.id, 'APPROVE')).toMatchObject({ success: true });
    expect(await resolve(waiting.gates[0]!.id, 'HOLD')).toMatchObject({ success: false, code: 'GATE_RESOLVED' });
    expect(await resolve('no-such-run/gate', 'HOLD')).toMatchObject({ success: false, code: 'GATE_NOT_FOUND' });
    expect((await untilEnded(system, completed, 60_000)).status).toBe('COMPLETED');
    expect(await liveSignals()).toBeGreaterThan(10);
    const { cost, gates } = await facts(completed);
    expect(gates[0]).toMatchObject({ state: 'RESOLVED', decision: 'APPROVE' });
    expect(cost.byOperation.reduce((sum, row) => sum + row.costMicroUsd, 0)).toBe(cost.spentMicroUsd);
    await requireReview(false);
  });

  it('forks a phase from a search with another query, and asks that', async () => {
    const phase = (await readRun(system, completed)).children.find((child) => child.phase === 'ACTOR_DISCOVERY')!.id;
    const { run } = await system.graphql<{ run: { steps: { edges: { node: { key: string } }[] } } }>(
      'query ($id: ID!) { run: scoutRun(id: $id) { steps(first: 100) { edges { node { key } } } } }',
      { id: phase },
    );
    const fromStep = run.steps.edges.map(({ node }) => node.key).find((key) => key.startsWith('actor search'))!;
    const fork = (editedInput: unknown) =>
      steer(
        'forkScoutRun(runId: $runId, fromStep: $fromStep, editedInput: $editedInput, reason: "end to end")',
        '$runId: ID!, $fromStep: String!, $editedInput: JSON',
        { runId: phase, fromStep, editedInput },
      );
    expect(await fork({ query: 7 })).toMatchObject({ success: false, code: 'STEP_INPUT_MISFIT' });
    const before = (await callsOf(system)).at(-1)?.n ?? 0;
    const forked = await fork({ query: 'volunteer groups of the town' });
    expect(forked).toMatchObject({ success: true });
    const id = forked.run!.id;
    const part = `${id}-actor-discovery`;
    await eventually('the edited search is journaled', 90_000, async () => {
      const { step } = await system.graphql<{ step: { input: unknown; inputEditable: boolean } | null }>(
        'query ($id: ID!, $key: String!) { step: scoutStep(runId: $id, key: $key) { input inputEditable } }',
        { id: part, key: fromStep },
      );
      return (
        step !== null &&
        JSON.stringify(step) ===
          JSON.stringify({ input: { query: 'volunteer groups of the town' }, inputEditable: true })
      );
    });
    expect((await callsOf(system, before)).some((call) => call.provider === 'serper' && call.runId === part)).toBe(
      true,
    );
    expect((await facts(id)).lineage).toEqual({ forkedFrom: { id: completed }, forkedFromStep: fromStep });
    expect(await byRun('stopScoutRun', id)).toMatchObject({ success: true });
    await untilEnded(system, id, 60_000);
  });

  it('starts a postponed phase at its time', async () => {
    await eventually('the region is free', 30_000, async () => !(await statusOf(system, slug)).startsWith('running'));
    const startAt = new Date(Date.now() + 4_000).toISOString();
    const later = await steer(
      'runScoutPhase(phase: BOOTSTRAP, query: $query, startAt: $startAt)',
      '$query: String!, $startAt: DateTime',
      { query, startAt },
    );
    expect((await facts(later.run!.id)).waitingFor).toMatch(/^starts /);
    expect((await untilEnded(system, later.run!.id, 120_000)).status).toBe('COMPLETED');
    expect(await runPhase(system, query, 'SUPERVISOR')).toMatchObject({ code: 'PHASE_PREREQUISITE_MISSING' });
  });

  it('investigates one signal alone', async () => {
    const [signal] = await storedSignals(system, slug);
    const started = await steer('investigateSignal(signalId: $id)', '$id: ID!', { id: signal!.id });
    expect(started).toMatchObject({ success: true });
    // It holds no region, and yet keeps its turn.
    expect(await runScout(system, query)).toMatchObject({ success: false, code: 'REGION_BUSY' });
    expect((await untilEnded(system, started.run!.id, 120_000)).status).toBe('COMPLETED');
    expect((await facts(started.run!.id)).cost.spentMicroUsd).toBeGreaterThan(0);
    expect(await steer('investigateSignal(signalId: $id)', '$id: ID!', { id: 'nothing' })).toMatchObject({
      code: 'SIGNAL_NOT_FOUND',
    });
  });
});
