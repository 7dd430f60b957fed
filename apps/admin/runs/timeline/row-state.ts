import type { GateRowFragment, RunRowFragment, StepRowFragment } from '@/generated/graphql';
import { firstFailure } from '../step/attempts';

/** How a part of a run is shown: each has a pattern, an icon and a word of its own. */
export type RowState =
  'waiting' | 'running' | 'retrying' | 'sleeping' | 'gated' | 'paused' | 'done' | 'warned' | 'failed' | 'cancelled';

/** Part of a bar: what went on between two moments (unix milliseconds); an open end is still going on. */
export interface Segment {
  readonly from: number;
  readonly to: number | null;
  readonly look: RowState;
}

const RUN_STATES: Readonly<Record<RunRowFragment['status'], RowState>> = {
  QUEUED: 'waiting',
  RUNNING: 'running',
  SUSPENDED: 'waiting',
  PAUSED: 'paused',
  CANCELLING: 'running',
  COMPLETED: 'done',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  NEEDS_ATTENTION: 'failed',
};

type RunTimes = Pick<RunRowFragment, 'id' | 'status' | 'createdAt' | 'startedAt' | 'pausedAt' | 'finishedAt'>;
type GateTimes = Pick<GateRowFragment, 'runId' | 'state' | 'createdAt' | 'expiresAt' | 'resolvedAt'>;
type StepTimes = Pick<StepRowFragment, 'status' | 'kind' | 'startedAt' | 'endedAt'>;
type Attempts = Pick<StepRowFragment, 'attempts' | 'failedAttempts'>;

/** What a suspended run waits for; the first that holds says how it is shown. */
const WAITS = [
  ['APPROVAL', 'gated'],
  ['RETRY', 'retrying'],
  ['SLEEP', 'sleeping'],
] as const satisfies readonly (readonly [RunRowFragment['waits'][number]['kind'], RowState])[];

/** State of a run: what its status means; one that is suspended is told apart further by what it waits for, one that completed by its warnings. */
export function stateOfRun({
  status,
  waits,
  withWarnings,
}: Pick<RunRowFragment, 'status' | 'waits' | 'withWarnings'>): RowState {
  if (withWarnings) return 'warned';
  if (status !== 'SUSPENDED') return RUN_STATES[status];
  return WAITS.find(([kind]) => waits.some((wait) => wait.kind === kind))?.[1] ?? RUN_STATES[status];
}

/** State of a recorded step. */
export function stateOfStep(step: StepTimes): RowState {
  if (step.status === 'RETRYING') return 'retrying';
  if (step.status === 'ERROR') return 'failed';
  return step.endedAt === null ? waitLook(step.kind) : 'done';
}

/**
 * Bar of a run: hollow from its making to its start, then its state, from the moment it was paused as paused, with the approvals it
 * waited for cut out of it; nothing for one that ended before it began.
 */
export function segmentsOfRun(run: RunTimes, gates: readonly GateTimes[], state: RowState): readonly Segment[] {
  const made = Date.parse(run.createdAt);
  const started = run.startedAt === null ? null : Date.parse(run.startedAt);
  const end = run.finishedAt === null ? null : Date.parse(run.finishedAt);
  if (started === null && end !== null) return [];
  const paused = state === 'paused' ? Math.max(started ?? made, Date.parse(run.pausedAt ?? run.createdAt)) : null;
  const own = gates.filter((gate) => isWithin(gate.runId, run.id)).map((gate) => segmentOfGate(gate, end));
  return [
    ...stretch(made, started ?? paused, 'waiting'),
    ...(started === null ? [] : [{ from: started, to: paused ?? end, look: LOOK_BEFORE[state] ?? state }]),
    ...(paused === null ? [] : [{ from: paused, to: end, look: state }]),
    ...own,
  ];
}

/** What a run did before it came to a state in which it does nothing. */
const LOOK_BEFORE: Partial<Record<RowState, RowState>> = { gated: 'done', paused: 'running' };

function stretch(from: number, to: number | null, look: RowState): readonly Segment[] {
  return to !== null && to <= from ? [] : [{ from, to, look }];
}

/** Bar of a step: its earlier attempts, then what it did while it went on; a finished wait keeps the look of waiting. */
export function segmentsOfStep(step: StepTimes & Attempts): readonly Segment[] {
  if (step.startedAt === null) return [];
  const failed = firstFailure(step);
  const state = stateOfStep(step);
  const look = state === 'done' && step.kind !== 'WORK' ? waitLook(step.kind) : state;
  const from = Date.parse(step.startedAt);
  return [
    ...(failed === null ? [] : stretch(Date.parse(failed), from, 'retrying')),
    { from, to: step.endedAt === null ? null : Date.parse(step.endedAt), look },
  ];
}

/** When a gate was open: not after its run ended. */
function segmentOfGate(gate: GateTimes, runEnd: number | null): Segment {
  const closed = gate.state === 'EXPIRED' ? (gate.resolvedAt ?? gate.expiresAt) : gate.resolvedAt;
  const to = closed === null ? null : Date.parse(closed);
  return { from: Date.parse(gate.createdAt), to: runEnd === null ? to : Math.min(to ?? runEnd, runEnd), look: 'gated' };
}

function waitLook(kind: StepTimes['kind']): RowState {
  if (kind === 'SLEEP') return 'sleeping';
  if (kind === 'GATE') return 'gated';
  return kind === 'CHILDREN' ? 'waiting' : 'running';
}

/** Ids of what a run fanned out begin with the run's own. */
function isWithin(id: string, run: string): boolean {
  return id === run || id.startsWith(`${run}~`);
}
