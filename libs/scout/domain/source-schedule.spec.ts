import { scheduleSources } from './source-schedule.js';

const now = new Date('2026-06-30T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
const source = (id: string, more: Partial<Parameters<typeof scheduleSources>[0][number]> = {}) => ({
  id,
  canonicalKey: id,
  kind: 'page' as const,
  role: 'mixed' as const,
  discoveryMethod: 'cold_start',
  weight: 0.6,
  cadenceHours: null,
  consecutiveEmptyRuns: 0,
  lastScraped: null,
  failureCount: 0,
  lastAttempted: null,
  retryAt: null,
  active: true,
  gapContext: null,
  ...more,
});

describe('scheduleSources', () => {
  it('reads what is due and never what is inactive', () => {
    const chosen = scheduleSources(
      [source('a'), source('b', { lastScraped: daysAgo(0.5) }), source('c', { active: false })],
      now,
      'run',
    );
    expect(chosen.map(({ id }) => id)).toEqual(['a']);
  });
  it('explores at least one light source that is not due but stale', () => {
    const stale = source('s', { weight: 0.15, lastScraped: daysAgo(6) });
    expect(scheduleSources([stale], now, 'run')).toEqual([stale]);
  });
  it('asks at most 50 queries and 3 per tension in the hot tier', () => {
    const queries = Array.from({ length: 200 }, (_, index) =>
      source(`q${String(index).padStart(3, '0')}`, {
        kind: 'query',
        lastScraped: daysAgo(20),
        weight: index < 100 ? 0.9 : 0.4,
        gapContext: index < 100 ? { tensionId: 't', heat: 1 } : null,
      }),
    );
    const chosen = scheduleSources(queries, now, 'run');
    expect(chosen).toHaveLength(50);
    expect(chosen.slice(0, 30).filter(({ gapContext }) => gapContext?.tensionId === 't')).toHaveLength(3);
  });
  it('gives the cold tier its share', () => {
    const queries = Array.from({ length: 120 }, (_, index) =>
      source(`q${String(index).padStart(3, '0')}`, {
        kind: 'query',
        lastScraped: index < 60 ? daysAgo(20) : null,
        weight: index < 60 ? 0.9 : 0.2,
      }),
    );
    expect(
      scheduleSources(queries, now, 'run').filter(({ lastScraped }) => lastScraped === null).length,
    ).toBeGreaterThanOrEqual(7);
  });
  it('chooses the same for the same seed', () => {
    const queries = Array.from({ length: 90 }, (_, index) => source(`q${String(index)}`, { kind: 'query' }));
    const ids = (seed: string) => scheduleSources(queries, now, seed).map(({ id }) => id);
    expect(ids('x')).toEqual(ids('x'));
    expect(ids('x')).not.toEqual(ids('y'));
  });
});
