import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';

/** Lets work that begins with taking the same lock go one at a time, in the order in which it was asked for. */
export class Turns {
  private readonly queues = new Map<string, LimitFunction>();

  /** What `work` returns. When it goes on for longer than `limitMs`, because its connection fell silent, it no longer keeps the next one from its turn. */
  async take<T>(lock: string, work: () => Promise<T>, limitMs: number): Promise<T> {
    const queue = this.queues.get(lock) ?? pLimit(1);
    this.queues.set(lock, queue);
    const [done] = await queue(async () => {
      const begun = work();
      const ended = new AbortController();
      // How it ended is for the one who asked; here it only matters that it has.
      await Promise.race([begun, delay(limitMs, undefined, { signal: ended.signal })]).catch(() => undefined);
      ended.abort();
      return [begun] as const;
    });
    return done;
  }
}
