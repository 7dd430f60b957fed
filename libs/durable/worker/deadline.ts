import { RetryableError } from '../errors.js';

/** A timer that is set to more ends at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** What stops one attempt of a step: its run being stopped, or its time being up. One signal for both, without the cost of `AbortSignal.any`. */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly stop = (): void => this.controller.abort(this.run.reason);
  /** Set once the time was up. */
  passed = false;

  /** @param run signal of the run @param what names the step in the message */
  constructor(
    private readonly run: AbortSignal,
    timeoutMs: number,
    what: string,
  ) {
    const limit = Math.min(timeoutMs, LONGEST_MS);
    this.timer = setTimeout(() => {
      this.passed = true;
      this.controller.abort(new RetryableError(`The step "${what}" took longer than ${timeoutMs} ms.`));
    }, limit);
    if (run.aborted) this.stop();
    else run.addEventListener('abort', this.stop, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The work is done in time: what comes after it, storing it, has limits of its own. */
  met(): void {
    clearTimeout(this.timer);
  }

  /** Nobody listens any more. */
  end(): void {
    clearTimeout(this.timer);
    this.run.removeEventListener('abort', this.stop);
  }
}
