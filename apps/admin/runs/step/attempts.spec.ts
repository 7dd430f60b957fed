import { attemptCount, firstFailure, stateWithAttempts } from './attempts';

describe('attempts of a step', () => {
  it.each([
    ['OK', 1, '1', 'Done'],
    ['OK', 3, '3 (2 failed)', 'Done, 3 attempts'],
    ['ERROR', 3, '3 (3 failed)', 'Failed, 3 attempts'],
    ['RETRYING', 1, '1 (1 failed)', 'Retrying'],
  ] as const)('of one that is %s after %i are counted: %s, %s', (status, attempts, count, words) => {
    expect(attemptCount({ status, attempts })).toBe(count);
    expect(stateWithAttempts({ status, attempts }, words.split(',')[0] ?? '')).toBe(words);
  });

  it('begin with the first that failed since the run was last retried', () => {
    const failed = (attempt: number, at: string) => ({ attempt, at });
    const first = (status: 'OK' | 'RETRYING', attempts: number, failedAttempts: ReturnType<typeof failed>[]) =>
      firstFailure({ status, attempts, failedAttempts });
    expect(first('OK', 1, [])).toBeNull();
    expect(first('OK', 3, [failed(1, 'a'), failed(2, 'b')])).toBe('a');
    expect(first('OK', 3, [failed(1, 'a'), failed(2, 'b'), failed(1, 'c'), failed(2, 'd')])).toBe('c');
    expect(first('RETRYING', 1, [failed(1, 'a')])).toBe('a');
    // It failed twice, was retried by hand and was done at once.
    expect(first('OK', 1, [failed(1, 'a'), failed(2, 'b')])).toBeNull();
  });
});
