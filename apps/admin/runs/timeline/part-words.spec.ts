import type { RunStatus } from '../../generated/graphql';
import { partWords } from './part-words';

const words = (status: RunStatus, retrying = 0, withWarnings = false) =>
  partWords({ status, withWarnings }, 'Awaits approval', retrying);

describe('the words of a part', () => {
  it('tell of one that waits what for', () => {
    expect(words('SUSPENDED')).toBe('Awaits approval');
  });

  it('tell of one at work how many steps are tried again', () => {
    expect(words('RUNNING')).toBe('Running');
    expect(words('RUNNING', 2)).toBe('Running, 2 retrying');
  });

  it('tell no retries of one that does nothing now', () => {
    expect(words('PAUSED', 2)).toBe('Paused');
    expect(words('SUSPENDED', 2)).toBe('Awaits approval');
  });

  it('tell of warnings', () => {
    expect(words('COMPLETED', 0, true)).toBe('Completed with warnings');
  });
});
