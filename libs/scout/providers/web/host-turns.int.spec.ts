import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { LocalHostTurns, RedisHostTurns, type HostTurns } from './host-turns.js';

const signal = new AbortController().signal;

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with npm test, which starts the stores.`);
  return value;
}

describe('host turns', () => {
  let redis: Redis;
  let other: Redis;
  beforeAll(() => {
    redis = new Redis(required('TEST_REDIS_URL'));
    other = new Redis(required('TEST_REDIS_URL'));
  });
  afterAll(() => {
    redis.disconnect();
    other.disconnect();
  });

  const kinds: [string, () => [HostTurns, HostTurns]][] = [
    [
      'Redis (two workers)',
      () => {
        const prefix = `test:${randomUUID()}:`;
        return [new RedisHostTurns(redis, prefix), new RedisHostTurns(other, prefix)];
      },
    ],
    [
      'memory (one process)',
      () => {
        const turns = new LocalHostTurns();
        return [turns, turns];
      },
    ],
  ];
  describe.each(kinds)('kept in %s', (_, make) => {
    it('let one request at a time reach a host, with the pause between them', async () => {
      const [a, b] = make();
      let inside = 0;
      let most = 0;
      const ends: number[] = [];
      const starts: number[] = [];
      await Promise.all(
        [a, b, a, b].map(async (turns) => {
          const turn = await turns.take('city.example', { delayMs: 60, patienceMs: 5_000, signal });
          starts.push(performance.now());
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setTimeout(resolve, 10));
          inside -= 1;
          ends.push(performance.now());
          await turn!.release();
        }),
      );
      expect(most).toBe(1);
      for (let n = 1; n < 4; n += 1) expect(starts[n]! - ends[n - 1]!).toBeGreaterThanOrEqual(55);
    });

    it('let different hosts go on beside each other', async () => {
      const [a, b] = make();
      const first = await a.take('one.example', { delayMs: 0, patienceMs: 100, signal });
      const second = await b.take('two.example', { delayMs: 0, patienceMs: 100, signal });
      expect([first, second]).not.toContain(null);
    });
  });

  it('in Redis: gives up after its patience, and stops when aborted', async () => {
    const prefix = `test:${randomUUID()}:`;
    const turns = new RedisHostTurns(redis, prefix);
    await new RedisHostTurns(other, prefix).take('busy.example', { delayMs: 0, patienceMs: 100, signal });
    expect(await turns.take('busy.example', { delayMs: 0, patienceMs: 30, signal })).toBeNull();
    const aborting = AbortSignal.timeout(20);
    await expect(turns.take('busy.example', { delayMs: 0, patienceMs: 5_000, signal: aborting })).rejects.toThrow();
  });

  it('in memory: who gives up lets those behind it pass, in order', async () => {
    const turns = new LocalHostTurns();
    const first = await turns.take('busy.example', { delayMs: 0, patienceMs: 100, signal });
    const impatient = turns.take('busy.example', { delayMs: 0, patienceMs: 5, signal });
    const third = turns.take('busy.example', { delayMs: 0, patienceMs: 5_000, signal });
    expect(await impatient).toBeNull();
    await first!.release();
    expect(await third).not.toBeNull();
  });

  it('in Redis: an overtaken holder does not end the turn of the next', async () => {
    const prefix = `test:${randomUUID()}:`;
    const turns = new RedisHostTurns(redis, prefix);
    const next = new RedisHostTurns(other, prefix);
    const late = await turns.take('slow.example', { delayMs: 0, patienceMs: 100, signal });
    await redis.del(`${prefix}slow.example`);
    await next.take('slow.example', { delayMs: 0, patienceMs: 100, signal });
    await late!.release();
    expect(await redis.exists(`${prefix}slow.example`)).toBe(1);
  });
});
