import type { StepEntry } from './step-commits.js';

/**
 * A step that may be the last of its run. The workflow is told of it before it is stored, and shows by what it does next how to store it: when it
 * returns, with the outcome, in one statement; when it goes on, before anything else begins.
 */
export class LastStep {
  private held: StepEntry | undefined;
  private turn: NodeJS.Immediate | undefined;
  private stored: Promise<void> = Promise.resolve();

  /** `store` journals a step. */
  constructor(private readonly store: (entry: StepEntry) => Promise<void>) {}

  /** Whether it is not stored yet, nor on its way. */
  get open(): boolean {
    return this.held !== undefined;
  }

  /** Keeps a step for the rest of this turn of the event loop. A workflow that neither returns nor goes on in it does something of its own: then `overdue` is called, to have it stored. */
  hold(entry: StepEntry, overdue: () => void): void {
    this.held = entry;
    this.turn = setImmediate(overdue);
  }

  /** Lets `together` store it with the outcome, which says whether it did; when not, it is stored alone. Returns whether both are stored. Rejects as `settled`. */
  async storeWith(together: (entry: StepEntry) => Promise<boolean>): Promise<boolean> {
    const entry = this.take();
    if (entry && (await together(entry))) return true;
    // A branch that nobody waits for may have begun to store it.
    await (entry ? this.store(entry) : this.stored);
    return false;
  }

  /** Resolves when it is stored, which is begun now if it was not; rejects, each time it is asked, with what made that impossible. */
  settled(): Promise<void> {
    const entry = this.take();
    if (entry) {
      this.stored = this.store(entry);
      this.stored.catch(() => undefined);
    }
    return this.stored;
  }

  private take(): StepEntry | undefined {
    clearImmediate(this.turn);
    const entry = this.held;
    this.held = undefined;
    return entry;
  }
}

/** Whether a step can be stored with an outcome: it costs nothing, brings nothing, and its output is small enough for its row. */
export function fitsOutcome({ costMicroUsd, brought, outcome }: StepEntry): boolean {
  return costMicroUsd === 0 && !brought && 'output' in outcome && outcome.output.blobHash === null;
}
