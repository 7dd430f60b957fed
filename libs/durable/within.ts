import { setTimeout as delay } from 'node:timers/promises';

/** Waits for all work, but not longer than so many milliseconds. Returns whether it was done; rejects when some of it rejects in that time. */
export async function within(ms: number, ...work: readonly Promise<unknown>[]): Promise<boolean> {
  const limit = new AbortController();
  const done = Promise.all(work).then(() => true);
  try {
    return await Promise.race([done, delay(ms, false, { signal: limit.signal })]);
  } finally {
    limit.abort();
    // What comes later is nobody's business any more.
    done.catch(() => undefined);
  }
}
