import { newestForks } from './newest-forks';

const forks = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, createdAt: new Date(index * 1_000).toISOString() }));
const ids = (count: number, all = false) => newestForks(forks(count), all).shown.map(({ id }) => id);

describe('the forks of a run', () => {
  it('are shown newest first', () => {
    expect(ids(3)).toEqual([3, 2, 1]);
  });

  it('are a few of many until all are asked for', () => {
    expect(ids(12)).toEqual([12, 11, 10, 9]);
    expect(newestForks(forks(12), false).left).toBe(8);
    expect(ids(12, true)).toHaveLength(12);
    expect(newestForks(forks(12), true).left).toBe(0);
  });

  it('are never all but one', () => {
    expect(ids(5)).toHaveLength(5);
    expect(ids(6)).toHaveLength(4);
  });
});
