import { median, percentile, spread } from './statistics.js';

describe('statistics of a benchmark', () => {
  it('takes percentiles by nearest rank', () => {
    const sample = [5, 1, 4, 2, 3];
    expect(percentile(sample, 0.5)).toBe(3);
    expect(percentile(sample, 0.99)).toBe(5);
    expect(percentile(sample, 0)).toBe(1);
    expect(median([2, 1])).toBe(1);
  });

  it('says how far repeats lie apart', () => {
    expect(spread([90, 100, 110])).toBeCloseTo(0.2);
  });
});
