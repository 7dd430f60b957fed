import { cosineFromScore, cosineOf, isSearchable } from './cosine.js';
import { INDEX_DIMENSIONS, indexVector } from './index-vector.js';
import { searchWider } from './widening.js';

describe('cosine', () => {
  it.each([
    [1, 1],
    [0.5, 0],
    [0, -1],
    [0.925, 0.85],
    [0.96, 0.92],
  ])('an index score of %d is a cosine of %d', (score, cosine) => {
    expect(cosineFromScore(score)).toBeCloseTo(cosine, 12);
  });

  it('is that of the angle, and 0 without a direction', () => {
    expect(cosineOf([3, 4], [4, 3])).toBeCloseTo(0.96, 12);
    expect(cosineOf([1, 0], [-2, 0])).toBe(-1);
    expect(cosineOf([0, 0], [1, 0])).toBe(0);
  });

  it('does not change when a vector is filled up for the index', () => {
    expect(indexVector([0.6, 0.8])).toHaveLength(INDEX_DIMENSIONS);
    expect(cosineOf(indexVector([0.6, 0.8]), [0.8, 0.6])).toBeCloseTo(0.96, 12);
    const long = Array.from({ length: 2048 }, () => 1);
    expect(indexVector(long)).toBe(long);
  });

  it('only finite vectors with a direction can be searched', () => {
    expect(isSearchable([0, 0.1])).toBe(true);
    expect(isSearchable([])).toBe(false);
    expect(isSearchable([0, 0])).toBe(false);
    expect(isSearchable([1, NaN])).toBe(false);
  });
});

describe('searching wider', () => {
  const run = async (outcomes: (k: number) => { seen: number; lowest: number; kept: number }): Promise<number[]> => {
    const asked: number[] = [];
    await searchWider(['query'], 0.6, 5, (queries, k) => {
      asked.push(k);
      return Promise.resolve(queries.map(() => outcomes(k)));
    });
    return asked;
  };

  it('stops when enough was kept', async () => {
    expect(await run((k) => ({ seen: k, lowest: 0.99, kept: 5 }))).toEqual([40]);
  });
  it('stops when the index has no more', async () => {
    expect(await run(() => ({ seen: 39, lowest: 0.99, kept: 0 }))).toEqual([40]);
  });
  it('stops when the rest is farther than wanted', async () => {
    expect(await run((k) => ({ seen: k, lowest: 0.79, kept: 0 }))).toEqual([40]);
  });
  it('asks for more while other regions crowd the answer, up to a limit', async () => {
    expect(await run((k) => ({ seen: k, lowest: 0.81, kept: 0 }))).toEqual([40, 160, 640, 2560]);
  });
});
