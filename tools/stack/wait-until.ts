import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks `probe` every `everyMs` until it answers true. Rejects after `withinMs` with `what` and the probe's last error.
 * A probe that throws counts as "not yet".
 */
export async function waitUntil(
  what: string,
  probe: () => Promise<boolean>,
  { withinMs, everyMs = 100 }: { withinMs: number; everyMs?: number },
): Promise<void> {
  const deadline = Date.now() + withinMs;
  let last = 'no answer';
  for (;;) {
    try {
      if (await probe()) return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${withinMs / 1000} s (${last})`);
    await delay(everyMs);
  }
}
