/**
 * What every engine is given: runs of `steps` sequential steps with tiny results, `inFlight` of them at once. For a time and not a number of them: all
 * engines have as long to become warm, and the fast ones are looked at as long as the slow.
 */
export interface Workload {
  readonly steps: number;
  readonly inFlight: number;
  /** How long runs are started before they count: compilers, caches and connections warm up. */
  readonly warmUpMs: number;
  /** How long runs are started that count. */
  readonly measuredMs: number;
}

/** What one repeat of one engine came to. */
export interface Measured {
  /** Runs that were started in the measured time; all have ended. */
  readonly runs: number;
  /** From the first start until the last of them has ended. */
  readonly elapsedMs: number;
  /** Time of each run, as its engine lets it be seen. */
  readonly workflowMs: { readonly p50: number; readonly p99: number };
  /** Processor time of the worker's process, user and system. */
  readonly cpuMs: number;
}

/** Reads a workload from the command line of an engine's process: `STEPS IN_FLIGHT WARM_UP_MS MEASURED_MS`. */
export function workloadOf(argv: readonly string[]): Workload {
  const [steps = NaN, inFlight = NaN, warmUpMs = NaN, measuredMs = NaN] = argv.map(Number);
  if (![steps, inFlight, warmUpMs, measuredMs].every((n) => Number.isInteger(n) && n > 0)) {
    throw new Error(`Usage: ENGINE STEPS IN_FLIGHT WARM_UP_MS MEASURED_MS, got "${argv.join(' ')}"`);
  }
  return { steps, inFlight, warmUpMs, measuredMs };
}
