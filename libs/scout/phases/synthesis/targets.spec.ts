import { deferred, gatheringMark, linkerMark } from './targets.js';

const now = new Date('2026-06-01T00:00:00Z');

describe('bookkeeping of finders', () => {
  it('lets what a run had no place for be due again in a week', () => {
    expect(deferred(now, 7)).toBe('2026-06-08T00:00:00.000Z');
  });
  it('skips a signal for good when nothing stands behind it', () => {
    expect(linkerMark('not_curious', 0, now).linkerStatus).toBe('skipped');
  });
  it('gives up after three failures', () => {
    expect(linkerMark('failed', 0, now).linkerStatus).toBe('failed');
    expect(linkerMark('failed', 2, now)).toMatchObject({ linkerStatus: 'abandoned', linkerAttempts: 3 });
  });
  it.each([
    [0, 0, 1, '2026-06-15'],
    [0, 1, 2, '2026-06-22'],
    [0, 2, 3, '2026-07-01'],
    [0, 9, 10, '2026-07-01'],
    [2, 9, 0, '2026-06-08'],
  ])('found %d after %d misses: %d misses, due %s', (found, before, misses, due) => {
    const mark = gatheringMark(found, before, now);
    expect(mark.gatheringMisses).toBe(misses);
    expect(mark.gatheringsDueAt.slice(0, 10)).toBe(due);
  });
});
