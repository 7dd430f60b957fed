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
export class Ended extends Error {
  override readonly name = 'Ended';
}

/** How a run that is being worked on is stopped from outside. */
export class RunControl {
  private readonly controller = new AbortController();
  private takenAway = false;
  private over = false;
  private notify: () => void = () => undefined;
  /** Resolves when the run must be let go at once (fenced, evicted, or its journal is out of reach). */
  readonly gone: Promise<void>;
  /** Set when the next step should not begin. */
  draining = false;
  /** Set when an operator paused the run: no further step begins. */
  pausing = false;

  constructor() {
    // Each step in flight listens, and a run may have any number of them.
    setMaxListeners(0, this.controller.signal);
    this.gone = new Promise((resolve) => {
      this.notify = resolve;
    });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }
  get reason(): unknown {
    return this.signal.reason;
  }
  get cancelled(): boolean {
    return this.reason instanceof Cancelled;
  }
  /** Nothing the workflow's code does any more may have an effect. */
  get lost(): boolean {
    return this.takenAway;
  }

  /** No branch of the workflow's code goes on. */
  get stopped(): boolean {
    return this.takenAway || this.over;
  }

  /** The attempt has its outcome: other branches begin nothing more, and what they have begun is not waited for. */
  close(): void {
    this.over = true;
    this.controller.abort(new Ended('This attempt at the run has ended.'));
  }
  /** An operator stopped the run. */
  cancel(): void {
    this.controller.abort(new Cancelled('The run was cancelled.'));
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
    this.takenAway = true;
    this.controller.abort(reason);
    this.notify();
  }
}
