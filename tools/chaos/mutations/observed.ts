import type { DatabaseView, Effect, Observations, RunRow, StepRow } from '../observe/observations.js';

/** What an engine would have left behind that breaks one invariant: the test of each checker. */
export type ObservedMutation = (seen: Observations) => Observations;

function inSynthetic(seen: Observations, change: (view: DatabaseView) => Partial<DatabaseView>): Observations {
  return {
    ...seen,
    databases: seen.databases.map((view) => (view.name === 'synthetic' ? { ...view, ...change(view) } : view)),
  };
}
function runs(id: string, change: Partial<RunRow>): ObservedMutation {
  return (seen) =>
    inSynthetic(seen, (view) => ({ runs: view.runs.map((run) => (run.id === id ? { ...run, ...change } : run)) }));
}
function steps(key: string, change: (step: StepRow) => Partial<StepRow>): ObservedMutation {
  return (seen) =>
    inSynthetic(seen, (view) => ({
      steps: view.steps.map((step) => (step.key === key ? { ...step, ...change(step) } : step)),
    }));
}
/** One more body that begins, `afterMs` after the last line of the log. */
function lateStart(change: Partial<Effect>, afterMs: number): ObservedMutation {
  return (seen) => {
    const last = seen.effects.at(-1);
    if (!last) throw new Error('The example has no effects.');
    return { ...seen, effects: [...seen.effects, { ...last, what: 'start', at: last.at + afterMs, ...change }] };
  };
}

/** By invariant: each is broken by what stands here. */
export const OBSERVED_MUTATIONS: Readonly<Record<string, readonly ObservedMutation[]>> = {
  I1: [runs('ledger-1', { status: 'running' }), runs('approve-1', { status: 'suspended' })],
  I2: [
    steps('after', () => ({ hash: 'another output' })),
    (seen) => inSynthetic(seen, (view) => ({ steps: [...view.steps, ...view.steps.slice(0, 1)] })),
    (seen) => inSynthetic(seen, (view) => ({ steps: view.steps.slice(1) })),
  ],
  I3: [lateStart({ key: 'work-0' }, 100)],
  I4: [steps('after', () => ({ epoch: 1 })), steps('after', () => ({ epoch: 3 }))],
  I5: [steps('work-0', ({ committedAt }) => ({ committedAt: committedAt + 5_000 }))],
  I6: [
    (seen) => ({ ...seen, counted: [...seen.counted, ...seen.counted] }),
    (seen) => ({ ...seen, counted: [] }),
    (seen) => ({ ...seen, counted: [...seen.counted, { runId: 'ledger-2-part', step: 'count' }] }),
  ],
  I7: [
    (seen) => ({ ...seen, charges: [...seen.charges, { at: 0, key: 'k2', run: 'ledger-1', step: 'charge' }] }),
    (seen) => ({ ...seen, charges: [...seen.charges, { at: 0, key: 'k1', run: 'ledger-2', step: 'charge' }] }),
    (seen) => ({ ...seen, charges: [] }),
  ],
  I8: [
    runs('ledger-2', { startedAt: 1_000_500 }),
    (seen) =>
      inSynthetic(seen, () => ({ crowdedKeys: [{ at: 0, objectKey: 'account-1', runIds: ['ledger-1', 'ledger-2'] }] })),
  ],
  I9: [
    (seen) => ({
      ...seen,
      starts: [...seen.starts, { idempotencyKey: 'a', payload: 'first', answer: { kind: 'run', runId: 'ledger-9' } }],
    }),
    (seen) => ({
      ...seen,
      starts: [...seen.starts, { idempotencyKey: 'a', payload: 'other', answer: { kind: 'run', runId: 'ledger-1' } }],
    }),
  ],
  I10: [
    runs('ledger-2', { status: 'completed' }),
    runs('ledger-2-part', { status: 'completed' }),
    lateStart({ run: 'ledger-2', key: 'after', pid: 13 }, 9_000),
  ],
  I11: [runs('approve-1', { status: 'suspended' })],
  I12: [(seen) => ({ ...seen, wakes: [{ runId: 'nap-1', until: 2_000, wokeAt: 1_999 }] })],
  I13: [runs('ledger-2-part', { status: 'running' })],
  I14: [(seen) => ({ ...seen, effects: Array.from({ length: 20 }, () => seen.effects).flat() })],
  I15: [lateStart({ epoch: 1, key: 'after', pid: 11 }, 1_000)],
  I16: [
    (seen) => inSynthetic(seen, () => ({ statuses: new Map([['ledger-1', ['running', 'completed', 'running']]]) })),
  ],
  I17: [runs('ledger-1', { status: 'running', finishedAt: null }), lateStart({ key: 'charge' }, 100)],
  I18: [lateStart({ epoch: 3, key: 'after', pid: 13 }, 100)],
  I19: [(seen) => ({ ...seen, backlog: { runs: 1_000, redisBytes: 9_000_000 } })],
  I20: [steps('charge', () => ({ key: 'charge#1' })), steps('work-0', () => ({ seq: 9 }))],
  'paid-once': [
    (seen) => ({ ...seen, paidCalls: [...seen.paidCalls, { at: 1_000_600, runId: 'town-1', step: 'page', key: 'q' }] }),
  ],
  'same-graph': [
    (seen) => ({
      ...seen,
      graphs: seen.graphs && {
        ...seen.graphs,
        disturbed: { ...seen.graphs.disturbed, signals: [] },
        later: { ...seen.graphs.later, signals: [] },
      },
    }),
    (seen) => ({
      ...seen,
      graphs: seen.graphs && { ...seen.graphs, disturbed: { ...seen.graphs.disturbed, links: ['a', 'b'] } },
    }),
    // Nobody refused a page: that a later run brings it is no excuse.
    (seen) => ({
      ...seen,
      graphs: seen.graphs && { ...seen.graphs, disturbed: { ...seen.graphs.disturbed, signals: [] } },
    }),
  ],
};
