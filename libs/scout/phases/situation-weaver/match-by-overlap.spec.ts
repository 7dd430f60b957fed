import { matchByOverlap } from './match-by-overlap.js';

describe('identity of situations across runs', () => {
  const known = new Map([
    ['old', ['a', 'b', 'c', 'd']],
    ['other', ['x', 'y']],
  ]);
  it('follows the overlap of members', () => {
    expect(matchByOverlap([['a', 'b', 'e'], ['x', 'z'], ['q']], known)).toEqual(['old', 'other', null]);
  });
  it('gives an old situation away once', () => {
    expect(
      matchByOverlap(
        [
          ['a', 'b'],
          ['c', 'd', 'a'],
        ],
        known,
      ).filter((id) => id === 'old'),
    ).toHaveLength(1);
  });
});
