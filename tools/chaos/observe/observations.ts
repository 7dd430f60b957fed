import type { FaultKind, Group } from '../schedule.js';

/**
 * What was seen of a disturbed system from outside. All times are milliseconds since 1970 on one machine whose own clock was never skewed;
 * `PgTime` ones were told by Postgres, which runs on it too.
 */
export interface Observations {
  readonly databases: readonly DatabaseView[];
  /** What bodies of synthetic workflows did, in the order of time. */
  readonly effects: readonly Effect[];
  /** Requests that reached the keyed provider of the synthetic workflows. */
  readonly charges: readonly Charge[];
  /** One item per row that a `tx` step of a synthetic run inserted. */
  readonly counted: readonly { readonly runId: string; readonly step: string }[];
  readonly wakes: readonly Wake[];
  readonly starts: readonly StartTry[];
  readonly approvals: readonly Approval[];
  readonly faults: readonly InjectedFault[];
  readonly backlog: Backlog | null;
  /** Billed calls of the town's log. */
  readonly paidCalls: readonly PaidCall[];
  readonly graphs: {
    readonly undisturbed: Graph;
    /** As the first disturbed run left it. */
    readonly disturbed: Graph;
    /** As the last one left it: pages that the outside world refused to the first are owed, and read by a later one. */
    readonly later: Graph;
  } | null;
  /** Jobs that one synthetic worker works on at once. */
  readonly jobsPerWorker: number;
  /** How long (ms) a worker may take a run for its own after the journal last said so. */
  readonly trustMs: number;
}

/** One database with a journal. */
export interface DatabaseView {
  readonly name: 'scout' | 'synthetic';
  readonly runs: readonly RunRow[];
  readonly steps: readonly StepRow[];
  readonly claims: readonly ClaimRow[];
  /** Hash of each output when it was first seen; `runId/key`. */
  readonly firstSeen: ReadonlyMap<string, string>;
  /** Statuses of each run in the order in which they were sampled, repetitions left out. */
  readonly statuses: ReadonlyMap<string, readonly string[]>;
  /** Looks at which some object key had more than one running root run. */
  readonly crowdedKeys: readonly {
    readonly at: number;
    readonly objectKey: string;
    readonly runIds: readonly string[];
  }[];
  readonly looks: number;
  /** Runs that an operator asked to go on after they had stopped. */
  readonly retried: ReadonlySet<string>;
}

export interface RunRow {
  readonly id: string;
  readonly kind: string;
  readonly objectKey: string | null;
  readonly status: string;
  readonly epoch: number;
  readonly parentId: string | null;
  readonly rootId: string;
  readonly admitted: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly cancelRequestedAt: number | null;
}

export interface StepRow {
  readonly runId: string;
  readonly key: string;
  readonly seq: number;
  readonly epoch: number;
  readonly hash: string;
  /** Commit time of the transaction that inserted the row (`pg_xact_commit_timestamp`). */
  readonly committedAt: number;
}

/** The moment at which a claim held its run, told by Postgres before it committed. */
export interface ClaimRow {
  readonly runId: string;
  readonly epoch: number;
  readonly at: number;
}

/** A line of the effect log. `enter`: an owner begins the workflow's function; `start`, `end`: of a step's body. */
export interface Effect {
  readonly at: number;
  readonly pid: number;
  readonly worker: string;
  readonly what: 'enter' | 'start' | 'end';
  readonly run: string;
  readonly epoch: number;
  readonly key: string;
}

export interface Charge {
  readonly at: number;
  readonly key: string;
  readonly run: string;
  readonly step: string;
}

export interface Wake {
  readonly runId: string;
  readonly until: number;
  /** PgTime. */
  readonly wokeAt: number;
}

/** One try to start a run under an idempotency key. */
export interface StartTry {
  readonly idempotencyKey: string;
  /** Which of the inputs ever given under this key. The first that was accepted is the one that counts. */
  readonly payload: string;
  readonly answer:
    { readonly kind: 'run'; readonly runId: string } | { readonly kind: 'refused'; readonly code: string };
}

/** An approval that was given while its run may just have gone to sleep. */
export interface Approval {
  readonly runId: string;
  readonly at: number;
}

/** Redis with many runs waiting for a worker. */
export interface Backlog {
  readonly runs: number;
  readonly redisBytes: number;
}

export interface PaidCall {
  readonly at: number;
  readonly runId: string;
  readonly step: string;
  readonly key: string;
}

/** What a region's graph says, without ids and times. */
export interface Graph {
  readonly signals: readonly string[];
  readonly actors: readonly string[];
  readonly links: readonly string[];
  readonly situations: readonly string[];
}

/** A fault as it really happened. */
export interface InjectedFault {
  readonly n: number;
  readonly kind: FaultKind;
  readonly target: string;
  readonly group: Group;
  readonly from: number;
  readonly to: number;
  /** Process that was hit, when one was. */
  readonly pid: number | null;
  readonly applied: boolean;
  readonly detail: string;
}
