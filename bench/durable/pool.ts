/** Calls `work` for 0 … count-1, at most `inFlight` at once. Resolves when all are done. */
export async function atOnce(count: number, inFlight: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, lane));
}
