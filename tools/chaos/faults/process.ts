import { waitUntil } from '../../stack/wait-until.js';
import { isAlive } from '../../stack/liveness.js';
import type { Supervised } from '../../stack/supervised.js';

/** The process id of a supervised process; waits while it is being started again. Rejects after 15 s. */
export async function livingPid(supervised: Supervised): Promise<number> {
  const living = (): number | undefined =>
    supervised.pid !== undefined && isAlive(supervised.pid) ? supervised.pid : undefined;
  await waitUntil(`${supervised.spec.role} running`, async () => living() !== undefined, { withinMs: 15_000 });
  const pid = living();
  if (pid === undefined) throw new Error(`${supervised.spec.role} died at once.`);
  return pid;
}

/** Resolves when no process has the id any more. Rejects after `withinMs`. */
export async function untilGone(pid: number, withinMs: number): Promise<void> {
  await waitUntil(`the end of process ${pid}`, async () => !isAlive(pid), { withinMs, everyMs: 50 });
}

/** Resolves when a store or program answers again after its restart. */
export async function untilBack(supervised: Supervised, withinMs: number): Promise<void> {
  await waitUntil(
    `${supervised.spec.role} answering again`,
    async () => supervised.pid !== undefined && (await supervised.spec.ready()),
    { withinMs, everyMs: 200 },
  );
}
