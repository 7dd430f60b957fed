import { jaccard } from './jaccard.js';

describe('jaccard', () => {
  it('is 1 for the same words in any order and case', () => {
    expect(jaccard('Food pantry Austin', 'austin FOOD pantry')).toBe(1);
  });
  it('is the share of common words', () => {
    expect(jaccard('food pantry austin', 'food bank austin')).toBe(0.5);
  });
  it('is 0 for nothing', () => {
    expect(jaccard('', '…')).toBe(0);
  });
});
