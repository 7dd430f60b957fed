/** Measures a workload in the form the benchmark reads: one JSON line. */
export async function report(work) {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const times = (await work()).sort((a, b) => a - b);
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  const at = (share) => times[Math.min(times.length - 1, Math.max(0, Math.ceil(share * times.length) - 1))];
  process.stdout.write(
    `${JSON.stringify({ elapsedMs, workflowMs: { p50: at(0.5), p99: at(0.99) }, cpuMs: (user + system) / 1000 })}\n`,
  );
}

/** Calls `work` for 0 … count-1, at most `inFlight` at once. */
export async function atOnce(count, inFlight, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, lane));
}
