import { Fenced } from '../errors.js';

/**
 * How long this process may believe that it owns a run without asking. By its own monotonic clock, which goes on while the process is frozen:
 * whoever wakes after that time asks before it begins anything.
 */
export class Lease {
  private certainUntil: number;
  private ended = false;

  /** `confirmedAt`: when the claim was sent, on the clock of `now` (ms). `askNow` asks the journal, and confirms the lease if it still holds. */
  constructor(
    private readonly trustMs: number,
    confirmedAt: number,
    private readonly askNow: () => Promise<void>,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.certainUntil = confirmedAt + trustMs;
  }

  get certain(): boolean {
    return this.now() < this.certainUntil;
  }

  /** The journal said that the run is ours, to a question sent at this moment. */
  confirm(sentAt: number): void {
    this.certainUntil = Math.max(this.certainUntil, sentAt + this.trustMs);
  }

  /** The run is no longer worked on here. */
  end(): void {
    this.ended = true;
  }

  /** Asks the journal, together with other runs of the process that want to know. Rejects when it can't be reached. Throws Fenced after the end. */
  async ask(): Promise<void> {
    if (this.ended) throw new Fenced('This worker has ended its work on the run.');
    await this.askNow();
  }
}

/**
 * Half of the shorter of the two times after which another worker may be given the run: Redis's lock was renewed at most half its time before
 * the answer, so nobody can have been handed the run in the other half.
 */
export function trustMs(leaseMs: number, lockMs: number): number {
  return Math.min(leaseMs, lockMs) / 2;
}
