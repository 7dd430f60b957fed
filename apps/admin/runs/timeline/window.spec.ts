import { MOST_ROWS, rowWindow } from './window';

describe('which rows stand in the document', () => {
  it('are all of a short list', () => {
    expect(rowWindow(12, 0, 48, 640)).toEqual({ first: 0, end: 12, above: 0, below: 0 });
  });

  it('are at most 50 of a list of 10,000, around what is in sight, at every place', () => {
    for (const scrollTop of [0, 47, 5_000, 240_000, 479_360, 1e9]) {
      const { first, end, above, below } = rowWindow(10_000, scrollTop, 48, 640);
      expect(end - first).toBe(MOST_ROWS);
      expect(above + (end - first) * 48 + below).toBe(480_000);
      const top = Math.min(scrollTop, 480_000 - 640);
      expect(above).toBeLessThanOrEqual(top);
      expect(end * 48).toBeGreaterThanOrEqual(top + 640);
    }
  });
});
