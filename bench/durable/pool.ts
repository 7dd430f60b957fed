/** Calls `work` for that long, `inFlight` at once. Resolves when the last call has ended. */
export async function forAsLong(ms: number, inFlight: number, work: () => Promise<void>): Promise<void> {
  const until = performance.now() + ms;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) await work();
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}
