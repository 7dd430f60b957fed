/** Warms up, measures and prints one JSON line, as in engines/report.ts. */
export async function report({ inFlight, warmUpMs, measuredMs }, one) {
  await forAsLong(warmUpMs, inFlight, one);
  const times = [];
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await forAsLong(measuredMs, inFlight, async () => {
    const begunAt = performance.now();
    await one();
    times.push(performance.now() - begunAt);
  });
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.max(0, Math.ceil(share * times.length) - 1))];
  process.stdout.write(
    `${JSON.stringify({ runs: times.length, elapsedMs, workflowMs: { p50: at(0.5), p99: at(0.99) }, cpuMs: (user + system) / 1000 })}\n`,
  );
}

/** Calls `work` for that long, `inFlight` at once; resolves when the last has ended. */
async function forAsLong(ms, inFlight, work) {
  const until = performance.now() + ms;
  const lane = async () => {
    while (performance.now() < until) await work();
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}
