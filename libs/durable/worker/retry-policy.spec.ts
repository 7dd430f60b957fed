import { Refusal, RetryableError, TerminalError } from '../errors.js';
import { DEFAULT_RETRY, retryVerdict } from './retry-policy.js';

describe('retryVerdict', () => {
  const policy = { ...DEFAULT_RETRY, maxAttempts: 4, initialDelayMs: 1_000, factor: 3, maxDelayMs: 20_000 };

  it('gives up at once on terminal errors and refusals, for good', () => {
    expect(retryVerdict(new TerminalError('no'), 1, 0, policy, 0)).toEqual({ kind: 'give-up', retryable: false });
    expect(retryVerdict(new Refusal('BUDGET', 'no'), 1, 0, policy, 0)).toEqual({ kind: 'give-up', retryable: false });
  });
  it('gives up after the last attempt, leaving the door open for an operator', () => {
    expect(retryVerdict(new Error('x'), 4, 0, policy, 0)).toEqual({ kind: 'give-up', retryable: true });
  });
  it('grows the delay and caps it', () => {
    const delays = [1, 2, 3].map((n) => retryVerdict(new Error('x'), n, 0, { ...policy, maxDelayMs: 5_000 }, 0));
    expect(delays).toMatchObject([{ delayMs: 1_000 }, { delayMs: 3_000 }, { delayMs: 5_000 }]);
  });
  it('takes at most a quarter away by jitter', () => {
    expect(retryVerdict(new Error('x'), 1, 0, policy, 1)).toMatchObject({ delayMs: 750 });
  });
  it("never comes back sooner than a provider's retry-after", () => {
    expect(retryVerdict(new RetryableError('429', 9_000), 1, 0, policy, 1)).toMatchObject({
      delayMs: 9_000,
      inProcess: true,
    });
  });
  it('gives the worker slot back for long waits', () => {
    expect(retryVerdict(new RetryableError('429', 60_000), 1, 0, policy, 0)).toMatchObject({ inProcess: false });
    expect(retryVerdict(new Error('x'), 1, 29_500, policy, 0)).toMatchObject({ inProcess: false });
  });
});
