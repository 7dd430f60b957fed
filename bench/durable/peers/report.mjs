/** Part of a workload that is done before it is measured, as in engines/report.ts. */
const WARM_UP = 0.2;

/** Measures a workload in the form the benchmark reads: one JSON line. */
export async function report({ workflows, inFlight }, one) {
  await atOnce(Math.ceil(workflows * WARM_UP), inFlight, (n) => one(workflows + n));
  const times = [];
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await atOnce(workflows, inFlight, async (n) => {
    const begunAt = performance.now();
    await one(n);
    times.push(performance.now() - begunAt);
  });
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.max(0, Math.ceil(share * times.length) - 1))];
  process.stdout.write(
    `${JSON.stringify({ elapsedMs, workflowMs: { p50: at(0.5), p99: at(0.99) }, cpuMs: (user + system) / 1000 })}\n`,
  );
}

/** Calls `work` for 0 … count-1, at most `inFlight` at once. */
async function atOnce(count, inFlight, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, count) }, lane));
}
