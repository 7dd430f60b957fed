import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';

interface Line {
  readonly queue: LimitFunction;
  /** What the last one failed with, when the store was away for it. */
  away: Error | null;
}

export interface TurnRules {
  /** A turn that goes on for longer, because its connection fell silent, no longer keeps the next one from its own. */
  readonly limitMs: number;
  /** How long a store that is away is waited for, in line or in a turn. */
  readonly patienceMs: number;
  readonly isAway: (error: unknown) => boolean;
}

/** Lets work that begins with taking the same lock go one at a time, in the order in which it was asked for. */
export class Turns {
  private readonly lines = new Map<string, Line>();

  /**
   * What `work` returns. While the store is away, who has stood in line for as long as the one before tried is told the same: else a line of ten
   * would wait ten times.
   */
  async take<T>(lock: string, work: () => Promise<T>, { limitMs, patienceMs, isAway }: TurnRules): Promise<T> {
    const line = this.lines.get(lock) ?? { queue: pLimit(1), away: null };
    this.lines.set(lock, line);
    const askedAt = performance.now();
    const [done] = await line.queue(async () => {
      if (line.away !== null && performance.now() - askedAt >= patienceMs) throw line.away;
      const begun = work();
      const ended = new AbortController();
      const turn = begun.then(
        () => null,
        (error: unknown) => (error instanceof Error && isAway(error) ? error : null),
      );
      line.away = await Promise.race([turn, delay(limitMs, null, { signal: ended.signal })]);
      ended.abort();
      return [begun] as const;
    });
    return done;
  }
}
