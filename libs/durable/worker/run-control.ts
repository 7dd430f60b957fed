import { setMaxListeners } from 'node:events';
import { Cancelled, Fenced } from '../errors.js';

/** The worker process is going away; what is in flight will be done elsewhere. */
export class Draining extends Error {
  override readonly name = 'Draining';
}

/** Postgres did not answer for longer than the engine waits. */
export class Disconnected extends Error {
  override readonly name = 'Disconnected';
}

/** The attempt has its outcome. */
class Ended extends Error {
  override readonly name = 'Ended';
}

/** How a run that is being worked on is stopped from outside. */
export class RunControl {
  private readonly controller = new AbortController();
  private readonly listeners = new Set<() => void>();
  private over = false;
  private takenBy: Error | undefined;
  private cancellation: Cancelled | undefined;
  private notify: () => void = () => undefined;
  /** Resolves when the run must be let go at once (fenced, evicted, or its journal is out of reach). */
  readonly gone: Promise<void>;
  private tellClosing: () => void = () => undefined;
  /** Resolves when a branch fails the run, or it is cancelled: pauses between attempts end. */
  readonly closing: Promise<void>;
  /** Called when the run is cancelled. */
  onCancel: () => void = () => undefined;
  /** Set when the next step should not begin. */
  draining = false;
  /** Set when an operator paused the run: no further step begins. */
  pausing = false;
  /** A branch failed the run: no further step or attempt begins, and what is in flight is stored before the run ends. */
  failing = false;

  constructor() {
    // Any number of steps may pass it on.
    setMaxListeners(0, this.controller.signal);
    this.gone = new Promise((resolve) => {
      this.notify = resolve;
    });
    this.closing = new Promise((resolve) => {
      this.tellClosing = resolve;
    });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }
  get reason(): unknown {
    return this.signal.reason ?? this.cancellation;
  }
  /** No further step or attempt begins; what is in flight may end. */
  get cancelled(): boolean {
    return this.cancellation !== undefined;
  }
  /** Why the run was taken away, if it was. */
  get lostTo(): Error | undefined {
    return this.takenBy;
  }
  /** Nothing the workflow's code does any more may have an effect. */
  get lost(): boolean {
    return this.takenBy !== undefined;
  }

  /** No branch of the workflow's code goes on. */
  get stopped(): boolean {
    return this.lost || this.over;
  }

  /** Calls back once the signal is aborted; at once when it is. Returns what ends that. Steps listen here: an event listener costs each of them more. */
  onAbort(tell: () => void): () => void {
    if (this.signal.aborted) tell();
    else this.listeners.add(tell);
    return () => void this.listeners.delete(tell);
  }

  /** A branch failed the run. */
  fail(): void {
    this.failing = true;
    this.tellClosing();
  }
  /** The attempt has its outcome: other branches begin nothing more, and what they have in flight is not waited for. */
  close(inFlight: boolean): void {
    this.over = true;
    if (inFlight) this.abort(new Ended('This attempt at the run has ended.'));
  }
  /** An operator stopped the run. */
  cancel(): void {
    if (this.cancellation) return;
    this.cancellation = new Cancelled('The run was cancelled.');
    this.tellClosing();
    this.onCancel();
  }
  /** A cancelled run has nothing in flight any more, or that has had its time. */
  cutShort(): void {
    if (this.cancellation) this.abort(this.cancellation);
  }
  /** Someone else owns the run now. */
  fence(): void {
    this.stop(new Fenced('Another owner has taken this run.'));
  }
  /** The process can't wait for the step in flight any longer. */
  evict(): void {
    this.stop(new Draining('The worker is shutting down.'));
  }
  /** The journal can't be written: `error` says why. Another delivery will go on. */
  disconnect(error: unknown): void {
    this.stop(new Disconnected('The journal is out of reach.', { cause: error }));
  }

  private stop(reason: Error): void {
    this.takenBy ??= reason;
    this.abort(reason);
    this.notify();
  }

  private abort(reason: Error): void {
    if (this.signal.aborted) return;
    this.controller.abort(reason);
    for (const tell of this.listeners) tell();
    this.listeners.clear();
  }
}
