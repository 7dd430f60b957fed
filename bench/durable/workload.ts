/** What every engine is given: `workflows` runs of `steps` sequential steps with tiny results, `inFlight` of them at once. */
export interface Workload {
  readonly workflows: number;
  readonly steps: number;
  readonly inFlight: number;
}

/** What one repeat of one engine came to. */
export interface Measured {
  /** From the first start until the last run has ended. */
  readonly elapsedMs: number;
  /** Time of each run, as its engine lets it be seen. */
  readonly workflowMs: { readonly p50: number; readonly p99: number };
  /** Processor time of the worker's process, user and system. */
  readonly cpuMs: number;
}

/** Reads a workload from the command line of an engine's process: `WORKFLOWS STEPS IN_FLIGHT`. */
export function workloadOf(argv: readonly string[]): Workload {
  const [workflows = NaN, steps = NaN, inFlight = NaN] = argv.map(Number);
  if (![workflows, steps, inFlight].every((n) => Number.isInteger(n) && n > 0)) {
    throw new Error(`Usage: ENGINE WORKFLOWS STEPS IN_FLIGHT, got "${argv.join(' ')}"`);
  }
  return { workflows, steps, inFlight };
}
