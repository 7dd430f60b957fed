/**
 * The public shapes of the durable engine. Everything a workflow author or an operator's tool needs is here;
 * nothing in this library knows what the workflows are about.
 */
import type { PoolClient } from 'pg';

export type Brand<T, B extends string> = T & { readonly __brand: B };
/** Identifier of a run: `{region}-{unix seconds}` for root runs, a derived name for children. Never all digits, never holds `:`. */
export type RunId = Brand<string, 'RunId'>;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export type RunStatus =
  | 'queued'
  | 'running'
  | 'suspended'
  | 'paused'
  | 'cancelling'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'needs_attention';
export const TERMINAL_STATUSES = ['completed', 'failed', 'cancelled'] as const satisfies readonly RunStatus[];

/** What is stored of an error: never a stack trace that could hold a secret. */
export interface RunError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  /** Step key that failed, when one did. */
  readonly step?: string;
  /** All of them, when several did side by side. */
  readonly steps?: readonly string[];
}

/** One run as an operator sees it. Times are Postgres times. */
export interface RunRecord {
  readonly id: RunId;
  readonly kind: string;
  readonly queue: string;
  readonly objectKey: string | null;
  readonly status: RunStatus;
  readonly epoch: number;
  readonly input: Json;
  readonly output: Json | null;
  readonly error: RunError | null;
  readonly nowDoing: string | null;
  readonly rootId: RunId;
  readonly parentId: RunId | null;
  /** Not before this moment. */
  readonly startAt: Date | null;
  /** What a suspended run waits for: `children:<step>`, `promise:<name>`, `until:<what>`. */
  readonly waitingFor: readonly string[];
  /** When a suspended run goes on by itself. */
  readonly wakeAt: Date | null;
  /** An operator paused it; it may still be in its last step. */
  readonly pauseRequestedAt: Date | null;
  readonly forkedFrom: RunId | null;
  /** The step that this run of a fork was branched at. */
  readonly forkedStep: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly costMicroUsd: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly cancelRequestedAt: Date | null;
}

/** What a journaled step was: work, or a wait. */
export type StepKind = 'work' | 'sleep' | 'gate' | 'children';

export interface StepRecord {
  readonly runId: RunId;
  readonly key: string;
  readonly seq: number;
  readonly name: string;
  readonly kind: StepKind;
  readonly status: 'ok' | 'error';
  readonly attempts: number;
  readonly epoch: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly costMicroUsd: number;
  readonly error: RunError | null;
}

export interface RunEvent {
  /** The event's place in the stream: readers go on after it (`Last-Event-ID`). Opaque. */
  readonly cursor: string;
  /** A number of its own. Not the order of the stream: transactions overlap. */
  readonly seq: number;
  readonly runId: RunId;
  readonly rootId: RunId;
  readonly objectKey: string | null;
  readonly type: string;
  readonly data: Json;
  readonly at: Date;
}

/** Handed to the body of a step. */
export interface StepScope {
  /** Aborted when the run is cancelled, fenced, drained, or the step's time is up. */
  readonly signal: AbortSignal;
  /** `sha256(runId/stepKey)`: the same for every attempt and owner; send it to whoever deduplicates. */
  readonly idempotencyKey: string;
  readonly attempt: number;
  readonly key: string;
  readonly runId: RunId;
  readonly rootId: RunId;
  /** The step's `options.input`, or what an operator put in its place when the run was forked: what the body should work on. */
  readonly input: Json | undefined;
  /** Adds to this step's recorded cost. Micro-USD. Recorded with the result; an attempt that fails records it on its error row. */
  addCost(microUsd: number): void;
  /**
   * Resolves when no other owner can have taken the run; costs nothing when that was confirmed a moment ago. For a body that waited for something
   * before an effect that can't be taken back: its process may have been frozen meanwhile. Throws what took the run away.
   */
  stillOwned(): Promise<void>;
  /** Makes the statements of `effect` part of the one that journals this step's result: all are stored, or none. At most one effect for a step. */
  alsoCommit(effect: CommitEffect, data: Json): void;
}

/**
 * Data-modifying SQL that is carried out when a step is journaled, in the same statement: one round trip, and nothing is written when the fence
 * refuses the step. Each statement reads `committed(run_id text, key text, data jsonb)`: the steps that were journaled just now with what each
 * brought, usually one, several when runs of a process commit together.
 */
export interface CommitEffect {
  /** Unique in the program: the composed statement is prepared under it. */
  readonly name: string;
  readonly statements: readonly string[];
}

export interface RetryPolicy {
  /** Attempts in all, first included. Default 3. */
  readonly maxAttempts: number;
  readonly initialDelayMs: number;
  readonly factor: number;
  readonly maxDelayMs: number;
}

export interface StepOptions {
  readonly retry?: Partial<RetryPolicy>;
  /** Aborts the body after this long. Default 120 000. */
  readonly timeoutMs?: number;
  /** Hashed and journaled: a replay that asks the same key with another input ends in `needs_attention`. */
  readonly input?: Json;
}

/** Of a step that is a transaction: each of its statements has 5 seconds, the pause between two of them 15. */
export type TxOptions = Pick<StepOptions, 'retry' | 'timeoutMs'>;

export interface ChildSpec<I extends Json = Json> {
  /** Unique within the fan-out; becomes part of the child's run id. */
  readonly name: string;
  readonly workflow: string;
  readonly input: I;
}
export interface FanOutOptions {
  /** Children that may be dispatched at once. Default 1 000, which also bounds what a fan-out takes of Redis. */
  readonly concurrency?: number;
}
export type ChildOutcome<O = Json> =
  | { readonly name: string; readonly runId: RunId; readonly status: 'completed'; readonly output: O }
  | {
      readonly name: string;
      readonly runId: RunId;
      readonly status: 'failed' | 'cancelled' | 'needs_attention';
      readonly error: RunError;
    };

export interface WaitOptions {
  readonly timeoutMs: number;
  /** What is asked, for whoever answers. Kept with the gate as it was when it opened. */
  readonly about?: Json;
}

/** What a workflow body is given. Only what goes through it is durable. */
export interface DurableContext {
  readonly runId: RunId;
  readonly rootId: RunId;
  readonly parentId: RunId | null;
  readonly objectKey: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly epoch: number;
  readonly signal: AbortSignal;
  /** Journals what `body` returns (JSON) under `name`; a replay returns the journaled value and does not call it. `#n` is added for the n-th use of a name. */
  step<T>(name: string, body: (scope: StepScope) => Promise<T>, options?: StepOptions): Promise<T>;
  /** Exactly once in Postgres: the body's statements and the journal row commit together. A body that goes on for longer than its time is rolled back. */
  tx<T>(name: string, body: (client: PoolClient) => Promise<T>, options?: TxOptions): Promise<T>;
  /** Fans out child runs and waits for all of them without holding a worker slot. One failing child does not fail the parent. */
  children<I extends Json, O = Json>(
    name: string,
    specs: readonly ChildSpec<I>[],
    options?: FanOutOptions,
  ): Promise<ChildOutcome<O>[]>;
  /**
   * Says how to undo what was done so far. When the run fails or is cancelled (not killed), what was registered runs in reverse order, each as a
   * step `undo/<name>`. Such a run can't be retried; fork it. Branches that run side by side give names of their own: undos of one name are told
   * apart by the order in which they were registered.
   */
  compensate(name: string, undo: (scope: StepScope) => Promise<void>): Promise<void>;
  sleepUntil(name: string, at: Date): Promise<void>;
  /** Waits without holding a worker slot until someone resolves `name` (`client.resolveGate`) or the time is up. */
  waitFor<T extends Json>(
    name: string,
    options: WaitOptions,
  ): Promise<{ resolved: true; value: T } | { resolved: false }>;
  /** Whether this run was begun by code that has the change `id`: true for new runs, false for those that passed this place before. Ask where the change is. */
  patched(id: string): Promise<boolean>;
  /** The time, and an id, the same in each replay. Branches that run side by side get each other's, unless each gives a name of its own. */
  now(name?: string): Promise<Date>;
  uuid(name?: string): Promise<string>;
  /** What the run does now, for people. Not journaled. */
  status(text: string): Promise<void>;
  /** Appends to the run's event stream. Recorded once per step position: a replay does not repeat it. */
  event(type: string, data: Json): Promise<void>;
  /** Output of the flow child this run waited for (a phase's predecessor), if it has one. */
  childOutputs(): Promise<Readonly<Record<string, Json>>>;
}

export interface Workflow<I extends Json = Json, O extends Json = Json> {
  /** Name used in specs; also the run's `kind`. */
  readonly name: string;
  readonly queue: string;
  /** Jobs of this workflow that one worker process runs at once. */
  readonly concurrency: number;
  /**
   * Crashes in a row without a new step after which a run is put aside. Default 3. When a process dies, nobody knows which of its runs ended it:
   * where many share one, their innocent neighbours need more.
   */
  readonly maxCrashes?: number;
  run(context: DurableContext, input: I): Promise<O>;
  /** Called about every `heartbeatMs` while the body runs and after each suspension, not again before it has returned; not durable. */
  onHeartbeat?(run: { runId: RunId; rootId: RunId; objectKey: string | null }): Promise<void>;
  /** Called once the run's terminal outcome is stored (also when it was refused, cancelled or failed). At least once. */
  onSettled?(run: RunRecord): Promise<void>;
}

export interface StartSpec<I extends Json = Json> {
  readonly id: RunId;
  readonly workflow: string;
  readonly input: I;
  readonly objectKey?: string;
  readonly idempotencyKey?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Not before this moment. A run of an object key is looked for by the reconciler and may start up to one of its rounds later. */
  readonly startAt?: Date;
}
/** A tree of runs: a node starts when its children have completed; a failed child fails its parents. */
export interface FlowSpec extends StartSpec {
  readonly children?: readonly FlowSpec[];
}
export interface StartResult {
  readonly run: RunRecord;
  /** False when the same idempotency key and input were seen before. */
  readonly created: boolean;
}

/** A promise a run waits for: an approval, a signal. */
export interface GateRecord {
  readonly runId: RunId;
  readonly name: string;
  readonly state: 'pending' | 'resolved' | 'expired';
  /** What the workflow said of it. */
  readonly about: Json;
  readonly value: Json;
  readonly resolver: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly resolvedAt: Date | null;
}

export interface ForkOptions {
  /** Identifier of the new run. */
  readonly id: RunId;
  /** Replaces the run's input. */
  readonly editedInput?: Json;
  /** Replaces the input of the step forked from: its body finds it in `scope.input`. Of the same shape as the journaled one. */
  readonly editedStepInput?: Json;
  /** Replaces outputs of steps that are copied: what the step forked from is given to work on. By step key. */
  readonly editedOutputs?: Readonly<Record<string, Json>>;
  /** Who asked for it and why. */
  readonly asked?: Asked;
}

/** Who asked for something and why; kept with the events of the run. */
export interface Asked {
  readonly by?: string;
  readonly reason?: string;
}

export interface Page {
  readonly first: number;
  readonly after?: string;
}
