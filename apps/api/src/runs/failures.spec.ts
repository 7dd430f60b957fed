import { failuresOf, FAILURES_NAMED, type FailedJob } from './failures.js';

const job = (n: number, total: number): FailedJob => ({
  id: `town-1-scrape~${String(n)}`,
  kind: 'scrape_source',
  input: { source: { value: `https://town.test/${String(n)}` } },
  error: { name: 'Error', message: 'the host is away' },
  total,
});
const unread = {
  runId: 'town-1-scrape',
  pages: 30,
  examples: [{ url: 'https://a.test/p', reason: 'web: answered 500' }],
};

describe('what a run could not read', () => {
  it('is nothing when it read everything', () => {
    expect(failuresOf([], [])).toEqual({ totalCount: 0, named: [] });
  });

  it('names sources that failed and pages of others, and counts those that are not named', () => {
    const { totalCount, named } = failuresOf([job(1, 2), job(2, 2)], [unread]);
    expect(totalCount).toBe(32);
    expect(named.map(({ name }) => name)).toEqual(['https://town.test/1', 'https://town.test/2', 'https://a.test/p']);
    expect(named.at(-1)).toEqual({ runId: 'town-1-scrape', name: 'https://a.test/p', reason: 'web: answered 500' });
  });

  it('names no more than fifty', () => {
    const jobs = Array.from({ length: FAILURES_NAMED }, (_, n) => job(n, 90));
    expect(failuresOf(jobs, [unread])).toMatchObject({ totalCount: 120, named: { length: FAILURES_NAMED } });
  });
});
