/** The machine's monotonic clock: all processes read the same, and neither a skewed `Date` nor a step of the wall clock reaches it. */
const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

let originMs = Date.now() - monotonicMs();

/** Begins to count from what the wall clock says now. Returns the origin, for the other processes of the storm. */
export function beginSteadyClock(): number {
  originMs = Date.now() - monotonicMs();
  return originMs;
}

/** Counts from the origin of another process. */
export function followSteadyClock(origin: number): void {
  originMs = origin;
}

/** Milliseconds since 1970, as the wall clock would say had it not been touched since the clock began. */
export function steadyNow(): number {
  return originMs + monotonicMs();
}

/** By how much the wall clock was stepped since. Postgres goes by it. */
export function steppedMs(): number {
  return Date.now() - steadyNow();
}
