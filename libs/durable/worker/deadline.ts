import { RetryableError } from '../errors.js';

/** A timer that is set to more ends at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** What stops one attempt of a step: its run being stopped, or its time being up. One signal for both, without the cost of `AbortSignal.any`. */
export class Deadline {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly stop = (): void => this.controller.abort(this.run.reason);
  /** Set once the time was up. */
  passed = false;

  /** @param run signal of the run @param what names the step in the message */
  constructor(
    private readonly run: AbortSignal,
    private readonly timeoutMs: number,
    private readonly what: string,
  ) {
    this.begin();
    if (run.aborted) this.stop();
    else run.addEventListener('abort', this.stop, { once: true });
  }

  /** The time begins, or begins anew. */
  begin(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        this.passed = true;
        this.controller.abort(new RetryableError(`The step "${this.what}" took longer than ${this.timeoutMs} ms.`));
      },
      Math.min(this.timeoutMs, LONGEST_MS),
    );
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
