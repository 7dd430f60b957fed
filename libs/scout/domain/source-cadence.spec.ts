import { cadenceHours, failureBackOffHours, isDormant, isDue } from './source-cadence.js';

const now = new Date('2026-06-30T00:00:00Z');
const source = {
  kind: 'page' as const,
  discoveryMethod: 'curated',
  weight: 0.6,
  cadenceHours: null,
  consecutiveEmptyRuns: 0,
  lastScraped: '2026-06-29T01:00:00Z',
  failureCount: 0,
  lastAttempted: null as string | null,
  retryAt: null as string | null,
};

describe('cadence', () => {
  it.each([
    [0.9, 6],
    [0.6, 24],
    [0.3, 72],
    [0.2, 168],
  ])('weight %d → every %d h', (weight, hours) => {
    expect(cadenceHours(weight)).toBe(hours);
  });
  it('is due once its hours are over', () => {
    expect(isDue(source, now)).toBe(false);
    expect(isDue({ ...source, lastScraped: '2026-06-28T23:00:00Z' }, now)).toBe(true);
    expect(isDue({ ...source, lastScraped: null }, now)).toBe(true);
  });
  it('backs queries off by their empty runs', () => {
    const query = { ...source, kind: 'query' as const, lastScraped: '2026-06-28T00:00:00Z' };
    expect(isDue({ ...query, consecutiveEmptyRuns: 1 }, now)).toBe(true);
    expect(isDue({ ...query, consecutiveEmptyRuns: 3 }, now)).toBe(false);
  });
  it('tries a failing source again in the next run twice, then ever later, two weeks at most', () => {
    const hours = [0, 1, 2, 3, 4, 5, 6, 9].map((failureCount) => failureBackOffHours({ ...source, failureCount }));
    expect(hours).toEqual([0, 0, 0, 24, 48, 96, 192, 192]);
    expect(failureBackOffHours({ ...source, weight: 0.1, failureCount: 6 })).toBe(336);
    const failing = { ...source, lastScraped: null, failureCount: 4 };
    expect(isDue({ ...failing, lastAttempted: '2026-06-28T01:00:00Z' }, now)).toBe(false);
    expect(isDue({ ...failing, lastAttempted: '2026-06-27T23:00:00Z' }, now)).toBe(true);
  });
  it('asks no source before the time it gave', () => {
    expect(isDue({ ...source, lastScraped: null, retryAt: '2026-06-30T00:10:00Z' }, now)).toBe(false);
    expect(isDue({ ...source, lastScraped: null, retryAt: '2026-06-29T23:50:00Z' }, now)).toBe(true);
  });
  it('calls a query dormant after 5 empty runs, a speculative one after 3', () => {
    expect(isDormant({ kind: 'query', discoveryMethod: 'cold_start', consecutiveEmptyRuns: 4 })).toBe(false);
    expect(isDormant({ kind: 'query', discoveryMethod: 'cold_start', consecutiveEmptyRuns: 5 })).toBe(true);
    expect(isDormant({ kind: 'query', discoveryMethod: 'signal_expansion', consecutiveEmptyRuns: 3 })).toBe(true);
    expect(isDormant({ kind: 'page', discoveryMethod: 'linked_from', consecutiveEmptyRuns: 9 })).toBe(false);
  });
});
