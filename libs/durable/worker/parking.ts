/** What a branch of a workflow waits for. */
export type Wait =
  | { readonly kind: 'children'; readonly scope: string }
  | { readonly kind: 'until'; readonly what: string; readonly at: Date }
  | { readonly kind: 'promise'; readonly name: string; readonly at: Date }
  /** An operator resumes it. */
  | { readonly kind: 'pause' }
  /** The worker is going away. */
  | { readonly kind: 'drain' };

/**
 * Decides when a run has nothing to do but wait. A branch that waits is parked: its promise never settles, so no `catch` or `finally` of the workflow
 * sees the suspension. When every branch is parked and no step is in flight, `idle` resolves with what they wait for.
 */
export class Parking {
  private active = 0;
  private calm: (() => void)[] = [];
  private readonly waits: Wait[] = [];
  private settle: (waits: readonly Wait[]) => void = () => undefined;
  /** Resolves when the run should be suspended. */
  readonly idle: Promise<readonly Wait[]>;

  constructor() {
    this.idle = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  /** Whether a step is in flight. */
  get busy(): boolean {
    return this.active > 0;
  }

  /** Whether nothing waits, and a single step is in flight. */
  get alone(): boolean {
    return this.active === 1 && this.waits.length === 0;
  }

  /** Runs work during which the run must not be suspended. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.active += 1;
    try {
      return await work();
    } finally {
      this.active -= 1;
      if (this.active === 0) for (const tell of this.calm.splice(0)) tell();
      this.check();
    }
  }

  /** Resolves when no step is in flight, and none began after the last one had ended. */
  async quiet(): Promise<void> {
    do {
      if (this.active > 0) await new Promise<void>((resolve) => this.calm.push(resolve));
      await twoTurns();
    } while (this.active > 0);
  }

  /** Parks the calling branch for good. */
  park(wait: Wait): Promise<never> {
    this.waits.push(wait);
    this.check();
    return new Promise<never>(() => undefined);
  }

  /** Stops the calling branch for good, waiting for nothing. */
  halt(): Promise<never> {
    return new Promise<never>(() => undefined);
  }

  private check(): void {
    if (this.waits.length === 0 || this.active > 0) return;
    void twoTurns().then(() => {
      if (this.active === 0) this.settle([...this.waits]);
    });
  }
}

/** Two turns of the event loop: a branch that was just given a result may begin its next step. */
function twoTurns(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
