import type { DatabaseView, Effect, Observations, RunRow, StepRow } from '../observe/observations.js';

const T = 1_000_000;

function run(row: Partial<RunRow> & Pick<RunRow, 'id' | 'kind'>): RunRow {
  return {
    objectKey: null,
    status: 'completed',
    epoch: 1,
    parentId: null,
    rootId: row.id,
    admitted: 1,
    createdAt: T,
    startedAt: T + 10,
    finishedAt: T + 9_000,
    cancelRequestedAt: null,
    ...row,
  };
}

function step(runId: string, key: string, seq: number, epoch: number, committedAt: number): StepRow {
  return { runId, key, seq, epoch, hash: `${runId}/${key}`, committedAt };
}

function effect(what: Effect['what'], at: number, key: string, epoch = 1, pid = 11): Effect {
  return { what, at, key, epoch, pid, worker: `synthetic-${pid}`, run: 'ledger-1' };
}

const steps = [
  step('ledger-1', 'work-0', 1, 1, T + 200),
  step('ledger-1', 'charge', 2, 2, T + 5_300),
  step('ledger-1', 'count', 3, 2, T + 5_400),
  step('ledger-1', 'after', 4, 2, T + 5_500),
  step('approve-1', 'ask', 1, 1, T + 100),
  step('approve-1', 'approval', 2, 1, T + 200),
  step('approve-1', 'done', 3, 1, T + 300),
];

const synthetic: DatabaseView = {
  name: 'synthetic',
  runs: [
    run({ id: 'ledger-1', kind: 'ledger', objectKey: 'account-1', epoch: 2 }),
    run({
      id: 'ledger-2',
      kind: 'ledger',
      objectKey: 'account-1',
      admitted: 2,
      status: 'cancelled',
      cancelRequestedAt: T + 9_500,
      startedAt: T + 9_100,
      finishedAt: T + 9_900,
    }),
    run({
      id: 'ledger-2-part',
      kind: 'part',
      parentId: 'ledger-2',
      status: 'cancelled',
      cancelRequestedAt: T + 9_500,
      startedAt: T + 9_200,
      finishedAt: T + 9_800,
    }),
    run({ id: 'approve-1', kind: 'approve' }),
  ],
  steps,
  claims: [
    { runId: 'ledger-1', epoch: 1, at: T + 5 },
    { runId: 'ledger-1', epoch: 2, at: T + 5_000 },
  ],
  firstSeen: new Map(steps.map((row) => [`${row.runId}/${row.key}`, row.hash])),
  statuses: new Map([['ledger-1', ['queued', 'running', 'completed']]]),
  crowdedKeys: [],
  looks: 40,
  retried: new Set(),
};

const graph = {
  signals: ['gathering Clean-up'],
  actors: ['Food Bank'],
  links: ['Clean-up EVIDENCES Litter'],
  situations: ['Litter'],
};

/** A small disturbed system in which everything that must hold holds, and everything can be checked. */
export const EXAMPLE: Observations = {
  databases: [
    synthetic,
    {
      ...synthetic,
      name: 'scout',
      runs: [run({ id: 'town-1', kind: 'full_run' })],
      steps: [step('town-1', 'page', 1, 1, T + 500)],
      claims: [],
      firstSeen: new Map(),
      statuses: new Map(),
    },
  ],
  effects: [
    effect('enter', T + 10, ''),
    effect('start', T + 20, 'work-0'),
    effect('end', T + 190, 'work-0'),
    effect('start', T + 210, 'charge'),
    effect('enter', T + 5_100, '', 2, 12),
    effect('start', T + 5_200, 'charge', 2, 12),
    effect('end', T + 5_290, 'charge', 2, 12),
    effect('start', T + 5_310, 'count', 2, 12),
    effect('end', T + 5_390, 'count', 2, 12),
    effect('start', T + 5_410, 'after', 2, 12),
    effect('end', T + 5_490, 'after', 2, 12),
  ],
  charges: [
    { at: T + 220, key: 'k1', run: 'ledger-1', step: 'charge' },
    { at: T + 5_210, key: 'k1', run: 'ledger-1', step: 'charge' },
  ],
  counted: [{ runId: 'ledger-1', step: 'count' }],
  wakes: [{ runId: 'nap-1', until: T + 1_000, wokeAt: T + 1_200 }],
  starts: [
    { idempotencyKey: 'a', payload: 'first', answer: { kind: 'run', runId: 'ledger-1' } },
    { idempotencyKey: 'a', payload: 'other', answer: { kind: 'refused', code: 'IDEMPOTENCY_CONFLICT' } },
  ],
  approvals: [{ runId: 'approve-1', at: T + 150 }],
  faults: [
    {
      n: 1,
      kind: 'redis-flush',
      target: 'synthetic/1',
      group: 'synthetic',
      from: T + 1_000,
      to: T + 1_010,
      pid: null,
      applied: true,
      detail: '',
    },
    {
      n: 2,
      kind: 'drain',
      target: 'synthetic/2',
      group: 'synthetic',
      from: T + 5_350,
      to: T + 8_000,
      pid: 12,
      applied: true,
      detail: '',
    },
  ],
  backlog: { runs: 1_000, redisBytes: 900_000 },
  paidCalls: [{ at: T + 400, runId: 'town-1', step: 'page', key: 'q' }],
  graphs: { undisturbed: graph, disturbed: graph, later: graph },
  jobsPerWorker: 2,
  trustMs: 500,
};
