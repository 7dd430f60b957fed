import { setTimeout as delay } from 'node:timers/promises';
import { Turns } from './turns.js';

const away = new Error('ServiceUnavailable');
const RULES = { limitMs: 60_000, patienceMs: 200, isAway: (error: unknown) => error === away };

describe('turns at a lock whose store is away', () => {
  let tried: number;
  const failing = (error: Error) => async (): Promise<never> => {
    tried += 1;
    await delay(RULES.patienceMs + 20);
    throw error;
  };
  const reasons = async (turns: readonly Promise<unknown>[]): Promise<unknown[]> =>
    (await Promise.allSettled(turns)).map((turn) => (turn.status === 'rejected' ? turn.reason : 'done'));

  beforeEach(() => {
    tried = 0;
  });

  it('tells all who have stood in line for as long as one tried, and lets who comes later try', async () => {
    const turns = new Turns();
    const line = Array.from({ length: 10 }, () => turns.take('region', failing(away), RULES));
    expect(await reasons(line)).toEqual(Array.from({ length: 10 }, () => away));
    expect(tried).toBe(1);
    expect(await turns.take('region', () => Promise.resolve('stored'), RULES)).toBe('stored');
    const [again] = await reasons([turns.take('region', failing(away), RULES)]);
    expect([again, tried]).toEqual([away, 2]);
  });

  it('lets each one try when the one before failed for a reason of its own', async () => {
    const turns = new Turns();
    const line = Array.from({ length: 3 }, () => turns.take('region', failing(new Error('no such node')), RULES));
    await reasons(line);
    expect(tried).toBe(3);
  });
});
