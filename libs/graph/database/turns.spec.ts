import { setTimeout as delay } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { isAway } from './away.js';
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

  it('lets those behind try when one transaction ran out of memory: the store is there', async () => {
    const turns = new Turns();
    const tooBig = new neo4j.Neo4jError(
      'The transaction uses too much memory',
      'Neo.TransientError.General.MemoryPoolOutOfMemoryError',
      '50N00',
      '',
    );
    const rules = { ...RULES, isAway };
    const first = turns.take('region', failing(tooBig), rules);
    const behind = Array.from({ length: 5 }, () => turns.take('region', () => Promise.resolve('stored'), rules));
    expect(await reasons([first, ...behind])).toEqual([tooBig, ...behind.map(() => 'done')]);
  });

  it.each(['ServiceUnavailable', 'SessionExpired'])('counts a store that says %s as away', (code) => {
    expect(isAway(new neo4j.Neo4jError('gone', code, '50N00', ''))).toBe(true);
  });
});
