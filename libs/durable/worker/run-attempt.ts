import { setTimeout as delay } from 'node:timers/promises';
import { Fenced, NonDeterminismError } from '../errors.js';
import type { Routes } from '../dispatch/routes.js';
import type { Logger } from '../logger.js';
import type { Database } from '../store/database.js';
import { runId } from '../store/rows.js';
import { toPayload } from '../store/payload.js';
import { toRunError } from '../store/stored-error.js';
import { isTransient } from '../store/transient.js';
import type { Metrics } from '../telemetry.js';
import type { RunId, Workflow } from '../types.js';
import { loadJournal, standsAlone, type Claim, type LoadedJournal } from './claim.js';
import { Clock } from './clock.js';
import { Compensation, UNDO } from './compensation.js';
import { WorkflowContext } from './context.js';
import { FanOut } from './fan-out.js';
import type { LastStep } from './last-step.js';
import type { Lease } from './lease.js';
import { earliest, type Outcome, type OutcomeStore, type Stored } from './outcome.js';
import { Parking, type Wait } from './parking.js';
import { Promises } from './promises.js';
import { Disconnected, Draining, RunControl } from './run-control.js';
import { race } from './race.js';
import { StepRunner } from './step-runner.js';
import { StepWriter } from './step-writer.js';
import type { StepCommits } from './step-commits.js';
import { within } from '../within.js';

/** Crashes in a row without a new step after which a run is put aside, when its workflow says nothing else. */
const MAX_CRASHES = 3;
/** How long a body may take to end that is told to. */
const CANCEL_GRACE_MS = 10_000;
/** How long a failed run waits for what its other branches have in flight. */
const QUIET_MS = 120_000;

export interface RunAttemptParts {
  readonly database: Database;
  readonly commits: StepCommits;
  readonly outcomes: OutcomeStore;
  readonly routes: Routes;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly random: () => number;
  readonly now: () => number;
  /** How long a cancelled run may go on with what it has in flight. */
  readonly stopGraceMs: number;
  /** Called after a write that left something to the relay: children, wake-ups, the next run of a key. */
  readonly decided: () => void;
  /** Called after an outcome was stored. */
  readonly settle: () => void;
}

/** What became of a run in this worker. */
export type Result =
  | { readonly kind: 'stored'; readonly stored: Stored; readonly message: string }
  /** The run sleeps; its alarm is at `wakeAt`, or it is woken by others. */
  | { readonly kind: 'asleep'; readonly wakeAt: Date | null }
  /** Given back for another worker. */
  | { readonly kind: 'released' }
  /** The journal is out of reach. */
  | { readonly kind: 'disconnected' };

const FENCED: Result = { kind: 'stored', stored: 'fenced', message: 'another owner has taken this run' };

/** Works on one claimed run: replays its journal, runs its body, stores how it ended or what it waits for. */
export class RunAttempt {
  private readonly compensation: Compensation;
  private readonly ids: {
    readonly runId: RunId;
    readonly rootId: RunId;
    readonly kind: string;
    readonly metrics: Metrics;
  };
  private journal: Promise<LoadedJournal> | undefined;
  private last: LastStep | undefined;
  private undoing = false;

  constructor(
    private readonly parts: RunAttemptParts,
    private readonly claim: Claim,
    private readonly workflow: Workflow,
    private readonly control: RunControl,
    private readonly lease: Lease,
  ) {
    this.compensation = new Compensation(parts.database, claim);
    this.ids = {
      runId: runId(claim.id),
      rootId: runId(claim.root_id),
      kind: claim.kind,
      metrics: parts.metrics,
    };
  }

  async run(): Promise<Result> {
    const { claim, control, parts } = this;
    if (claim.cancel_requested_at !== null) {
      if (!claim.owes_undo || this.hopeless()) return this.end({ kind: 'cancelled' });
      // Only replays what is journaled, to learn how to undo it.
      control.cancel();
      control.cutShort();
    } else if (claim.no_progress_crashes >= this.maxCrashes) {
      this.ids.metrics.count('durable_poisoned_total', { workflow: this.ids.kind });
      const message = `Its worker ended ${this.maxCrashes} times in a row without finishing a step.`;
      return this.end({ kind: 'needs_attention', error: { name: 'PoisonRun', code: 'POISON_RUN', message } });
    }
    const parking = new Parking();
    control.onCancel = () => void this.cutShortInTime(parking);
    if (control.cancelled) control.onCancel();
    const body = this.body(parking);
    const settled = await Promise.race([body, parking.idle, control.gone, this.overdue()]);
    body.catch(() => undefined);
    if (settled !== undefined && ('error' in settled || control.cancelled)) {
      // What other branches have in flight may be paid for already: it is stored, so that a retry need not do it again.
      if ('error' in settled) control.fail();
      const patienceMs = control.cancelled ? Math.max(QUIET_MS, parts.stopGraceMs) : QUIET_MS;
      await within(patienceMs, Promise.race([parking.quiet(), control.gone, this.overdue()]));
    }
    if (control.lost) return this.lost();
    // The outcome speaks of all branches: none may begin a step after it, or while it is being undone.
    control.close(parking.busy);
    if (settled === undefined || control.cancelled) return this.undone({ kind: 'cancelled' });
    if (!('kind' in settled)) return this.suspend(settled);
    if (settled.kind === 'failed') return this.undone(settled);
    return settled.kind === 'completed' ? this.complete(settled) : this.end(settled);
  }

  private async body(parking: Parking): Promise<Outcome> {
    const { claim, control, parts, lease } = this;
    const journal = await (this.journal = loadJournal(parts.database, claim));
    const writer = new StepWriter(parts.database, parts.commits, claim.id, claim.epoch, lease, () => {
      control.cancel();
    });
    const clock = new Clock(claim.claimed_at, parts.now);
    // It had failed and was being undone: nothing that is not in the journal may begin, and what failed it fails it again.
    if (!control.cancelled && [...journal.steps.keys()].some((key) => key.startsWith(UNDO))) control.fail();
    const { ids } = this;
    const steps = new StepRunner({ ...ids, journal, writer, parking, control, lease, clock, random: parts.random });
    this.last = steps.last;
    const fanOut = new FanOut(parts.database, parts.routes, ids.runId, claim.epoch, parts.decided);
    const context = new WorkflowContext({
      claim,
      database: parts.database,
      journal,
      steps,
      writer,
      fanOut,
      promises: new Promises(parts.database, claim.id, claim.epoch),
      parking,
      control,
      clock,
      compensation: this.compensation,
    });
    try {
      const output = await this.workflow.run(context, claim.input);
      const forgotten = steps.keys.notAsked(journal.steps.keys());
      if (forgotten.length > 0) {
        throw new NonDeterminismError(
          `The journal holds steps this code does not ask for: ${few(forgotten)}. The code asked for these instead: ${few(steps.keys.notJournaled(journal.steps))}.`,
        );
      }
      const payload = toPayload(output, `The output of run "${claim.id}"`);
      if (!steps.last.open) await steps.settled();
      return { kind: 'completed', payload };
    } catch (thrown) {
      if (!control.cancelled) control.fail();
      // What it failed after is stored first.
      const error = await steps.settled().then(
        () => thrown,
        (conflict: unknown) => conflict,
      );
      if (control.cancelled) return { kind: 'cancelled' };
      if (error instanceof NonDeterminismError) return { kind: 'needs_attention', error: toRunError(error) };
      return { kind: 'failed', error: toRunError(error, ...steps.behind(error)) };
    }
  }

  /** Ends the run after undoing what it registered. */
  private async undone(outcome: Outcome): Promise<Result> {
    const { parts, claim, control, compensation } = this;
    if (this.undoing || !compensation.pending || !this.journal) return this.end(outcome);
    this.undoing = true;
    // Of its own: the run's signal may be aborted already, and must not abort the undoing.
    const undoing = new RunControl();
    void control.gone.then(() => undoing.fence());
    const parking = new Parking();
    const steps = new StepRunner({
      ...this.ids,
      journal: await this.journal,
      writer: new StepWriter(parts.database, parts.commits, claim.id, claim.epoch, this.lease),
      parking,
      control: undoing,
      lease: this.lease,
      clock: new Clock(claim.claimed_at, parts.now),
      random: parts.random,
      patient: true,
    });
    const deadly = claim.cancel_requested_at !== null && claim.no_progress_crashes >= this.maxCrashes;
    const failed = await Promise.race([compensation.run(steps, deadly), parking.idle.then(() => []), undoing.gone]);
    if (control.lost || failed === undefined) return control.lost ? this.lost() : FENCED;
    if (failed.length > 0) parts.logger.error({ runId: claim.id, undos: failed }, 'could not be undone');
    if (failed.length === 0 || !('error' in outcome)) return this.end(outcome);
    const message = `${outcome.error.message} (and undoing failed: ${failed.join(', ')})`;
    return this.end({ ...outcome, error: { ...outcome.error, message } });
  }

  private get maxCrashes(): number {
    return this.workflow.maxCrashes ?? MAX_CRASHES;
  }

  /** Whether a cancelled run ends its workers before it comes to undoing anything. */
  private hopeless(): boolean {
    const { claim, parts } = this;
    if (claim.no_progress_crashes < 2 * this.maxCrashes) return false;
    parts.logger.error({ runId: claim.id }, 'its replay ends its workers: cancelled without being undone');
    return true;
  }

  /** After a cancellation: what is in flight may end and be stored, so that a retry need not pay for it again, but not for ever. */
  private async cutShortInTime(parking: Parking): Promise<void> {
    await within(this.parts.stopGraceMs, parking.quiet());
    this.control.cutShort();
  }

  /** Resolves some time after a cancellation, for bodies that don't end by themselves. */
  private async overdue(): Promise<undefined> {
    const { signal } = this.control;
    await race(new Promise<never>(() => undefined), signal).catch(() => undefined);
    if (!this.control.cancelled) return new Promise<never>(() => undefined);
    await delay(CANCEL_GRACE_MS, undefined, { ref: false });
    return undefined;
  }

  /** Stores what the run returned, in one statement with its last step when that is still to be stored. */
  private async complete(outcome: Outcome & { readonly kind: 'completed' }): Promise<Result> {
    const { outcomes } = this.parts;
    let together: boolean | undefined;
    try {
      together = await this.last?.storeWith((step) => outcomes.storeWith(step, this.claim, outcome.payload));
    } catch (error) {
      if (error instanceof Fenced) return FENCED;
      if (isTransient(error)) throw error;
      const problem = toRunError(error);
      if (error instanceof NonDeterminismError) return this.end({ kind: 'needs_attention', error: problem });
      return this.undone({ kind: 'failed', error: problem });
    }
    return together ? this.ended(outcome, 'completed') : this.end(outcome);
  }

  private async end(outcome: Outcome): Promise<Result> {
    const stored = await this.parts.outcomes.store(this.claim, outcome);
    // Cancelled a moment before: whatever came out, it is to be undone. What that is says the journal; whoever claims it next reads it.
    if (stored === 'cancelling' && !this.journal && this.claim.owes_undo) return { kind: 'released' };
    if (stored === 'cancelling') return this.undone({ kind: 'cancelled' });
    return this.ended(outcome, stored);
  }

  private ended(outcome: Outcome, stored: Stored): Result {
    this.parts.settle();
    if (!standsAlone(this.claim)) this.parts.decided();
    return { kind: 'stored', stored, message: 'error' in outcome ? outcome.error.message : outcome.kind };
  }

  private async suspend(waits: readonly Wait[]): Promise<Result> {
    const released = await this.parts.outcomes.release(this.claim, waits);
    this.parts.decided();
    // Whoever gets it next undoes it when this worker must not go on.
    if (released === 'cancelling' && this.control.lost) return { kind: 'released' };
    if (released === 'cancelling') return this.undone({ kind: 'cancelled' });
    if (released === 'fenced') return FENCED;
    if (waits.some((wait) => wait.kind === 'pause')) return { kind: 'asleep', wakeAt: null };
    if (waits.some((wait) => wait.kind === 'drain')) return { kind: 'released' };
    return { kind: 'asleep', wakeAt: earliest(waits) };
  }

  private async lost(): Promise<Result> {
    const { lostTo } = this.control;
    if (lostTo instanceof Disconnected) return { kind: 'disconnected' };
    if (lostTo instanceof Draining) return this.suspend([{ kind: 'drain' }]);
    return FENCED;
  }
}

function few(keys: readonly string[]): string {
  return keys.length === 0 ? 'none' : keys.slice(0, 5).join(', ');
}
