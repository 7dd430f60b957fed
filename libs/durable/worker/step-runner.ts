import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { Cancelled, Fenced, NonDeterminismError, TerminalError } from '../errors.js';
import { fitsJsonb, hashOf, toPayload } from '../store/payload.js';
import { causesOf, fromRunError, toRunError } from '../store/stored-error.js';
import { isTransient } from '../store/transient.js';
import { spanned, type Metrics } from '../telemetry.js';
import type { Json, RunId, StepKind, StepOptions, StepScope, TxOptions } from '../types.js';
import type { LoadedJournal } from './claim.js';
import type { Clock } from './clock.js';
import { Deadline } from './deadline.js';
import type { Parking } from './parking.js';
import { fitsOutcome, LastStep } from './last-step.js';
import type { Lease } from './lease.js';
import { race } from './race.js';
import { retryPolicyOf, retryVerdict } from './retry-policy.js';
import type { RunControl } from './run-control.js';
import { StepKeys, type StepKey } from './step-keys.js';
import type { Brought, StepEntry } from './step-commits.js';
import type { StepWriter } from './step-writer.js';

const DEFAULT_TIMEOUT_MS = 120_000;

interface Attempt {
  readonly scope: StepScope;
  /** The result of work, unless the attempt is stopped before. */
  limit<T>(work: Promise<T>): Promise<T>;
  /** Begins its time anew, for work that is done again in the same attempt. Returns what ends it. */
  begin(): AbortSignal;
  entry(output: unknown): StepEntry;
}
/** What an attempt wants stored with its step. */
interface Wanted {
  brought: Brought | undefined;
}
/** Does a step's work and stores what came out. */
type Perform = (attempt: Attempt) => Promise<StepEntry>;
type Ended = { readonly kind: 'done'; readonly entry: StepEntry } | { readonly kind: 'later'; readonly at: Date };

/** A failure to write the journal: it says nothing about the step's body, which must not run again because of it. */
class JournalFailure extends Error {}

export interface StepRunnerParts {
  readonly runId: RunId;
  readonly rootId: RunId;
  readonly kind: string;
  readonly metrics: Metrics;
  readonly journal: LoadedJournal;
  readonly writer: StepWriter;
  readonly parking: Parking;
  readonly control: RunControl;
  readonly lease: Lease;
  readonly clock: Clock;
  readonly random: () => number;
  /** Waits for the next attempt in the process, however long: what undoes must end while its worker lives. */
  readonly patient?: boolean;
}

/** Runs steps: replays what is journaled, runs and journals what is not. */
export class StepRunner {
  readonly keys: StepKeys;
  /** Key of the step an error came from. */
  private readonly failedIn = new WeakMap<object, string>();
  readonly last: LastStep;

  constructor(private readonly parts: StepRunnerParts) {
    this.keys = new StepKeys(parts.journal.steps);
    this.last = new LastStep((entry) => parts.parking.during(() => parts.writer.record(entry)));
  }

  /** Runs `body` and journals what it returns; a journaled step returns that instead. Outputs are what JSON makes of them, first time and replay alike. */
  async step<T>(name: string, body: (scope: StepScope) => Promise<T>, options: StepOptions = {}): Promise<T> {
    return this.perform<T>(name, options, async ({ scope, limit, entry }) => {
      if (!this.parts.lease.certain) await this.stillOwned();
      const done = entry(await limit(body(scope)));
      if (this.mayBeLast(done)) this.last.hold(done, () => void this.settled().catch(() => undefined));
      else await this.store(() => this.parts.writer.record(done));
      return done;
    });
  }

  private mayBeLast(done: StepEntry): boolean {
    const { parking, control, patient } = this.parts;
    return !patient && parking.alone && !this.last.open && !control.cancelled && fitsOutcome(done);
  }

  /** Resolves when all that the workflow was told of is stored. Throws what stops the run, NonDeterminismError when a key was taken. */
  async settled(): Promise<void> {
    await this.store(() => this.last.settled()).catch((error: unknown) => this.stopFor(error));
  }

  /** Journals until when the run sleeps, the first time it comes here. Returns that moment. */
  async sleep(name: string, until: Date): Promise<string> {
    return this.perform<string>(name, {}, async ({ entry }) => {
      const done: StepEntry = { ...entry(until.toISOString()), kind: 'sleep' };
      await this.store(() => this.parts.writer.record(done));
      return done;
    });
  }

  /** Runs `body` in the transaction that journals it. */
  async tx<T>(name: string, body: (client: PoolClient) => Promise<T>, options: TxOptions = {}): Promise<T> {
    return this.perform<T>(name, options, ({ begin, entry }) => this.parts.writer.recordWith(body, entry, begin));
  }

  /** Keys of the steps that an error came from, itself or by what caused it. */
  behind(error: unknown): string[] {
    return [...causesOf(error)].flatMap((one) => this.failedIn.get(one) ?? []);
  }

  /** Does something new, once all that the workflow was told of is stored and as long as the run goes on. */
  async begin<T>(work: () => Promise<T>): Promise<T> {
    // Another branch may have been told of a step since the last look.
    do await this.checkpoint();
    while (this.last.open);
    return this.parts.parking.during(work);
  }

  /** Stops the calling branch when the run was taken away, cancelled, or its worker is shutting down. */
  async checkpoint(): Promise<void> {
    const { control, parking } = this.parts;
    await this.settled();
    if (control.stopped || control.failing) await parking.halt();
    if (control.cancelled) throw control.reason;
    if (control.pausing) await parking.park({ kind: 'pause' });
    if (control.draining) await parking.park({ kind: 'drain' });
  }

  /** Resolves when the run is surely this worker's and goes on, without a question when it was confirmed a moment ago. Throws what took it away or stopped it. */
  private async stillOwned(): Promise<void> {
    const { lease, control } = this.parts;
    while (!lease.certain && !control.signal.aborted) await this.store(() => lease.ask());
    if (control.signal.aborted || control.cancelled) throw control.reason;
  }

  /** An entry for something other than a step that took this position, with what the journal should say of it. */
  mark(at: StepKey, name: string, kind: StepKind, output: Json): StepEntry {
    const startedAt = this.parts.clock.now();
    const empty = { input: undefined, inputHash: null, attempts: 1, costMicroUsd: 0 };
    return {
      ...at,
      ...empty,
      name,
      kind,
      startedAt,
      writeId: randomUUID(),
      outcome: { output: toPayload(output, at.key) },
    };
  }

  /** What is journaled under a key. Throws NonDeterminismError when the input differs from the journaled one. */
  replayed(key: string, inputHash: string | null) {
    const journaled = this.parts.journal.steps.get(key);
    if (journaled && journaled.inputHash !== null && inputHash !== null && journaled.inputHash !== inputHash) {
      throw new NonDeterminismError(
        `The step "${key}" is journaled with another input (${journaled.inputHash.slice(0, 12)}) than it has now (${inputHash.slice(0, 12)}).`,
      );
    }
    return journaled;
  }

  /** Stops the branch for an error that says the run is no longer worked on here; returns for any other. */
  async stopFor(error: unknown): Promise<void> {
    const { control, parking } = this.parts;
    const cause = error instanceof JournalFailure ? error.cause : error;
    if (cause instanceof Fenced) control.fence();
    else if (cause instanceof Cancelled) control.cancel();
    else if (error instanceof JournalFailure && isTransient(cause)) control.disconnect(cause);
    if (control.stopped) await parking.halt();
    if (control.cancelled) throw control.reason;
    if (error instanceof JournalFailure) throw cause;
  }

  /** Runs a write of the journal, marking its failure as one. */
  async store<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (cause) {
      throw new JournalFailure('The journal could not be written.', { cause });
    }
  }

  private async perform<T>(name: string, options: StepOptions, perform: Perform): Promise<T> {
    const at = this.keys.next(name);
    // What an operator put in its place stands for the step's own input: it is what the body works on and what is journaled.
    const input = this.parts.journal.inputs.get(at.key) ?? options.input;
    const inputHash = input === undefined ? null : hashOf(input);
    const journaled = this.replayed(at.key, inputHash);
    if (journaled?.status === 'ok') return journaled.output as T;
    if (journaled) throw this.failure(fromRunError(journaled.error), at.key);
    const ended = await this.begin(() => this.attempts({ ...at, name, input, inputHash }, options, perform));
    if (ended.kind === 'later')
      return this.parts.parking.park({ kind: 'until', what: `retry:${at.key}`, at: ended.at });
    return outputOf<T>(ended.entry);
  }

  private async attempts(
    step: StepKey & { name: string; input: Json | undefined; inputHash: string | null },
    options: StepOptions,
    perform: Perform,
  ): Promise<Ended> {
    const { journal, writer, control, clock, random, patient } = this.parts;
    const policy = retryPolicyOf(options.retry);
    const counted = journal.attempts.get(step.key);
    // Something else woke the run, or another worker has it now: the pause before the next attempt holds.
    if (counted?.nextAt && counted.nextAt > clock.now()) {
      if (!patient) return { kind: 'later', at: counted.nextAt };
      await this.pause(counted.nextAt.getTime() - clock.now().getTime());
    }
    const spent = { microUsd: counted?.costMicroUsd ?? 0 };
    let waitedMs = 0;
    for (let attempts = (counted?.attempts ?? 0) + 1; ; attempts += 1) {
      const deadline = new Deadline(control, options.timeoutMs ?? DEFAULT_TIMEOUT_MS, step.key);
      const base = { ...step, kind: 'work' as const, writeId: randomUUID(), attempts, startedAt: clock.now() };
      const wanted: Wanted = { brought: undefined };
      const entry = (output: unknown): StepEntry => {
        deadline.met();
        return {
          ...base,
          ...wanted,
          costMicroUsd: spent.microUsd,
          outcome: { output: toPayload(output, `The output of step "${step.key}"`) },
        };
      };
      const limit = <R>(work: Promise<R>): Promise<R> => deadline.limit(work);
      const begin = (): AbortSignal => {
        deadline.begin();
        return deadline.signal;
      };
      try {
        return {
          kind: 'done',
          entry: await this.watched(step, attempts, () =>
            perform({ scope: this.scope(step, attempts, deadline, spent, wanted), limit, begin, entry }),
          ),
        };
      } catch (thrown) {
        deadline.met();
        await this.stopFor(thrown);
        if (control.failing) throw thrown;
        const error = deadline.passed ? deadline.reason : thrown;
        const verdict = retryVerdict(error, attempts, waitedMs, policy, random());
        const stored = toRunError(error, step.key);
        if (verdict.kind === 'give-up') {
          const failed = {
            ...base,
            seq: this.keys.after(),
            costMicroUsd: spent.microUsd,
            outcome: { error: stored, retryable: verdict.retryable },
          };
          await this.store(() => writer.record(failed)).catch((failure: unknown) => this.stopFor(failure));
          throw this.failure(fromRunError(stored, error), step.key);
        }
        this.parts.metrics.count('durable_step_retries_total', { workflow: this.parts.kind });
        const at = new Date(clock.now().getTime() + verdict.delayMs);
        await this.store(() => writer.countAttempt(step.key, attempts, stored, spent.microUsd, at)).catch(
          (failure: unknown) => this.stopFor(failure),
        );
        if (!verdict.inProcess && !patient) return { kind: 'later', at };
        waitedMs += verdict.delayMs;
        await this.pause(verdict.delayMs);
        if (control.cancelled) throw control.reason;
        if (control.failing) throw thrown;
      } finally {
        deadline.end();
      }
    }
  }

  /** Waits before another attempt; not longer than the run goes on. */
  private async pause(ms: number): Promise<void> {
    const { control } = this.parts;
    const paused = race(delay(ms, undefined, { signal: control.signal }), control.signal);
    await Promise.race([paused, control.closing]).catch((stop: unknown) => this.stopFor(stop));
  }

  private async watched<T>(
    { key, name }: { key: string; name: string },
    attempt: number,
    work: () => Promise<T>,
  ): Promise<T> {
    const { runId, kind, metrics } = this.parts;
    const startedAt = performance.now();
    let status = 'error';
    try {
      const result = await spanned(
        `step ${name}`,
        { 'run.id': runId, 'run.kind': kind, 'step.key': key, 'step.attempt': attempt },
        work,
      );
      status = 'ok';
      return result;
    } finally {
      metrics.observe('durable_step_seconds', (performance.now() - startedAt) / 1_000, { workflow: kind, status });
    }
  }

  private scope(
    { key, input }: { key: string; input: Json | undefined },
    attempt: number,
    deadline: Deadline,
    spent: { microUsd: number },
    wanted: Wanted,
  ): StepScope {
    const { runId, rootId } = this.parts;
    let hash: string | undefined;
    return {
      get signal() {
        return deadline.signal;
      },
      runId,
      rootId,
      key,
      input,
      attempt,
      get idempotencyKey() {
        return (hash ??= createHash('sha256').update(`${runId}/${key}`).digest('hex'));
      },
      addCost: (microUsd) => {
        if (!Number.isFinite(microUsd))
          throw new TerminalError(`The step "${key}" costs ${microUsd}: that is no amount.`, 'BAD_COST');
        spent.microUsd += Math.round(microUsd);
      },
      stillOwned: () => this.stillOwned(),
      alsoCommit: (effect, data) => {
        if (wanted.brought)
          throw new TerminalError(`The step "${key}" brings a second effect to commit.`, 'SECOND_EFFECT');
        if (!fitsJsonb(data))
          throw new TerminalError(
            `The step "${key}" brings text that Postgres can't hold: a NUL, or half a character.`,
            'EFFECT_NOT_JSONB',
          );
        wanted.brought = { effect, data };
      },
    };
  }

  private failure<E extends Error>(error: E, key: string): E {
    this.failedIn.set(error, key);
    return error;
  }
}

function outputOf<T>({ outcome }: StepEntry): T {
  if (!('output' in outcome)) throw new Error('unreachable: a step that ended well has an output');
  return JSON.parse(outcome.output.inline ?? outcome.output.blob ?? 'null') as T;
}
