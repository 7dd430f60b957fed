import { mergePairs } from './merge-pairs.js';

const tension = (id: string, day: string) => ({ id, extractedAt: `2026-06-${day}T00:00:00Z` });
const edge = (a: string, b: string, cosine: number) => ({ a, b, cosine });

describe('duplicate tensions', () => {
  it('leave the older one', () => {
    expect(mergePairs([tension('new', '09'), tension('old', '01')], [edge('new', 'old', 0.9)], 0.85)).toEqual([
      { survivorId: 'old', duplicateId: 'new', cosine: 0.9 },
    ]);
  });
  it('are those alike enough, and tensions only', () => {
    expect(
      mergePairs([tension('a', '01'), tension('b', '02')], [edge('a', 'b', 0.84), edge('a', 'gathering', 0.99)], 0.85),
    ).toEqual([]);
  });
  it('do not chain', () => {
    const all = [tension('a', '01'), tension('b', '02'), tension('c', '03')];
    expect(mergePairs(all, [edge('a', 'b', 0.9), edge('b', 'c', 0.86)], 0.85)).toHaveLength(1);
  });
});
