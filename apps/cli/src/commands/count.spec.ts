import { InvalidArgumentError } from 'commander';
import { countOf } from './count.js';

describe('a count on the command line', () => {
  it('is a whole number, 1 or more', () => {
    expect(countOf('20')).toBe(20);
    for (const text of ['abc', '0', '-3', '2.5', '5x', '', '1e3'])
      expect(() => countOf(text)).toThrow(InvalidArgumentError);
  });
});
