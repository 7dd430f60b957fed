import { RetryableError } from '../errors.js';
import type { RunControl } from './run-control.js';

/** A timer that is set to more ends at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** What stops one attempt of a step: its run being stopped, or its time being up. Its signal is made when somebody asks for it; most bodies don't. */
export class Deadline {
  private controller: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private tell: (reason: unknown) => void = () => undefined;
  private readonly forget: () => void;
  /** What stopped it. */
  reason: unknown;
  /** Set once the time was up. */
  passed = false;

  /** @param run stops it @param what names the step in the message */
  constructor(
    run: Pick<RunControl, 'onAbort' | 'reason'>,
    private readonly timeoutMs: number,
    private readonly what: string,
  ) {
    this.begin();
    this.forget = run.onAbort(() => this.stop(run.reason));
  }

  /** The time begins, or begins anew. */
  begin(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        this.passed = true;
        this.stop(new RetryableError(`The step "${this.what}" took longer than ${this.timeoutMs} ms.`));
      },
      Math.min(this.timeoutMs, LONGEST_MS),
    );
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.stopped) this.controller.abort(this.reason);
    return this.controller.signal;
  }

  /** The result of `work`, or what stops it as soon as it is stopped, for bodies that don't listen. */
  limit<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // A body in plain JavaScript may return no promise.
      Promise.resolve(work).then(resolve, reject);
      this.tell = reject;
      if (this.stopped) reject(this.reason);
    });
  }

  /** The work is done in time: what comes after it, storing it, has limits of its own. */
  met(): void {
    clearTimeout(this.timer);
  }

  /** Nobody listens any more. */
  end(): void {
    clearTimeout(this.timer);
    this.forget();
  }

  private stop(reason: unknown): void {
    if (this.stopped) return;
    this.stopped = true;
    this.reason = reason;
    this.controller?.abort(reason);
    this.tell(reason);
  }
}
