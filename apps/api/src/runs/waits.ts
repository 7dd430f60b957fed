import type { RunRecord, RunStatus } from '#durable';

/** Where a run (or the part of it that is at work) stands. */
export interface WaitState {
  readonly id: string;
  readonly status: RunStatus;
  readonly startAt: Date | null;
  /** As the engine keeps it: `promise:<name>`, `children:<step>`, `until:<what>`. */
  readonly waitingFor: readonly string[];
  readonly wakeAt: Date | null;
  /** Jobs it handed out that have not ended. */
  readonly openJobs: number;
  /** Whether its region lets it in. */
  readonly itsTurn: boolean;
  /** Whether parts that come before it have not completed. */
  readonly behindOthers: boolean;
}

export const WAIT_KINDS = ['approval', 'sources', 'retry', 'sleep', 'start_time', 'earlier_phases', 'turn'] as const;
export type WaitKind = (typeof WAIT_KINDS)[number];

/** One thing that a run waits for. */
export interface Wait {
  readonly kind: WaitKind;
  /** When it goes on by itself, of a retry, a sleep and a start time. */
  readonly until: Date | null;
  /** How many, of sources. */
  readonly count: number | null;
}

/** What a run waits for, each kind once; nothing when it waits for nothing in particular. */
export function waitsOf(state: WaitState, now: Date): readonly Wait[] {
  if (state.status === 'suspended') {
    const kinds = new Set(state.waitingFor.map(kindOf));
    return [...kinds].map((kind) => wait(kind, state));
  }
  if (state.status !== 'queued') return [];
  if (state.startAt !== null && state.startAt > now) return [{ kind: 'start_time', until: state.startAt, count: null }];
  if (state.behindOthers) return [wait('earlier_phases', state)];
  return state.itsTurn ? [] : [wait('turn', state)];
}

/** Status of a run as people mean it: one that waits for its sources alone is at work, though it holds no worker. */
export function shownStatus(run: Pick<RunRecord, 'status' | 'waitingFor'>): RunStatus {
  if (run.status !== 'suspended') return run.status;
  const kinds = run.waitingFor.map(kindOf);
  return kinds.includes('sources') && !kinds.includes('approval') ? 'running' : run.status;
}

function kindOf(wait: string): WaitKind {
  if (wait.startsWith('promise:')) return 'approval';
  if (wait.startsWith('children:')) return 'sources';
  return wait.startsWith('until:retry:') ? 'retry' : 'sleep';
}

function wait(kind: WaitKind, { openJobs, wakeAt }: WaitState): Wait {
  return {
    kind,
    until: kind === 'retry' || kind === 'sleep' ? wakeAt : null,
    count: kind === 'sources' ? openJobs : null,
  };
}
