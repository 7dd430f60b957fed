import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';

/** One request at a time per host, with a pause after each, across all workers. */
export interface HostTurns {
  /** Waits for the host's turn. Release it when the request is over. Null when the turn did not come within `patienceMs`. */
  take(host: string, options: { delayMs: number; patienceMs: number; signal: AbortSignal }): Promise<Turn | null>;
}
export interface Turn {
  release(): Promise<void>;
}

/** A worker that dies holds its host for no longer than this. Longer than the longest fetch. */
const LEASE_MS = 60_000;
/** Waits between two looks at the key, in milliseconds: short at first, for a page takes little; longer for a long queue. */
const FIRST_LOOK_MS = 5;
const LONGEST_LOOK_MS = 100;

/**
 * KEYS[1] turn of the host · ARGV[1] token · ARGV[2] pause in ms. Only the holder ends its turn; with a pause the key
 * stays until the pause is over, so that "somebody fetches" and "somebody just fetched" are the same thing to others.
 */
const END_TURN = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if tonumber(ARGV[2]) > 0 then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return redis.call('DEL', KEYS[1])`;

/** Turns within this process, for a single process without Redis (replay of a corpus, evaluations). */
export class LocalHostTurns implements HostTurns {
  private readonly last = new Map<string, Promise<void>>();

  async take(
    host: string,
    options: { delayMs: number; patienceMs: number; signal: AbortSignal },
  ): Promise<Turn | null> {
    const before = this.last.get(host) ?? Promise.resolve();
    let end: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    // Whoever gives up ends a turn it never had: those behind it wait for `before` all the same.
    const chain = before.then(() => held);
    this.last.set(host, chain);
    void chain.then(() => {
      if (this.last.get(host) === chain) this.last.delete(host);
    });
    const waiting = new AbortController();
    try {
      const patience = pause(options.patienceMs, 'patience' as const, {
        signal: AbortSignal.any([options.signal, waiting.signal]),
      });
      const outcome = await Promise.race([before.then(() => 'turn' as const), patience]);
      options.signal.throwIfAborted();
      if (outcome === 'patience') {
        end();
        return null;
      }
    } catch (error) {
      end();
      throw error;
    } finally {
      waiting.abort();
    }
    return {
      release: () => {
        if (options.delayMs > 0) setTimeout(end, options.delayMs).unref();
        else end();
        return Promise.resolve();
      },
    };
  }
}

/**
 * Turns kept in Redis, where every worker sees them. Requests of one process queue within it first, so that only one of
 * them looks at the key, and the next goes on the moment the one before is done.
 */
export class RedisHostTurns implements HostTurns {
  private readonly local = new LocalHostTurns();

  constructor(
    private readonly redis: Redis,
    private readonly prefix = 'scout:host-turn:',
  ) {}

  async take(
    host: string,
    options: { delayMs: number; patienceMs: number; signal: AbortSignal },
  ): Promise<Turn | null> {
    const deadline = performance.now() + options.patienceMs;
    const own = await this.local.take(host, { ...options, delayMs: 0 });
    if (own === null) return null;
    const key = this.prefix + host;
    const token = randomUUID();
    try {
      if (!(await this.claim(key, token, deadline, options.signal))) {
        await own.release();
        return null;
      }
    } catch (error) {
      await own.release();
      throw error;
    }
    return {
      release: async () => {
        try {
          await this.redis.eval(END_TURN, 1, key, token, Math.round(options.delayMs));
        } finally {
          await own.release();
        }
      },
    };
  }

  private async claim(key: string, token: string, deadline: number, signal: AbortSignal): Promise<boolean> {
    for (let look = FIRST_LOOK_MS; ; look = Math.min(look * 1.5, LONGEST_LOOK_MS)) {
      signal.throwIfAborted();
      if ((await this.redis.set(key, token, 'PX', LEASE_MS, 'NX')) === 'OK') return true;
      if (performance.now() >= deadline) return false;
      const left = await this.redis.pttl(key);
      await pause(Math.max(2, Math.min(left < 0 ? 2 : left, look)), undefined, { signal });
    }
  }
}
