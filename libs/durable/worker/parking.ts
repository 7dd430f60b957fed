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
  private readonly waits: Wait[] = [];
  private settle: (waits: readonly Wait[]) => void = () => undefined;
  /** Resolves when the run should be suspended. */
  readonly idle: Promise<readonly Wait[]>;

  constructor() {
    this.idle = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  /** Runs work during which the run must not be suspended. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.active += 1;
    try {
      return await work();
    } finally {
      this.active -= 1;
      this.check();
    }
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
    // Two turns of the event loop: a branch that was just given a result may begin its next step.
    setImmediate(() =>
      setImmediate(() => {
        if (this.active === 0) this.settle([...this.waits]);
      }),
    );
  }
}
