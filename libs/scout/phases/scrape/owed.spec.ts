import type { Source } from '#graph';
import { owedReading } from './owed.js';

const now = new Date('2026-06-30T00:00:00Z');
const source = (id: string, more: Partial<Source> = {}): Source => ({
  id,
  region: 'r',
  canonicalKey: `https://${id}.test/`,
  canonicalValue: `https://${id}.test`,
  kind: 'page',
  role: 'mixed',
  discoveryMethod: 'cold_start',
  weight: 0.6,
  name: null,
  cadenceHours: null,
  qualityPenalty: 1,
  active: true,
  signalsProduced: 0,
  signalsCorroborated: 0,
  tensionsProduced: 0,
  scrapeCount: 1,
  consecutiveEmptyRuns: 0,
  failureCount: 0,
  lastFailure: null,
  lastAttempted: null,
  retryAt: null,
  lastScraped: '2026-06-29T23:00:00Z',
  lastProducedSignal: null,
  gapContext: null,
  depth: 0,
  createdAt: '2026-06-01T00:00:00Z',
  ...more,
});
const query = source('q', { kind: 'query', canonicalKey: 'query:food' });
const owed = (url: string, tries = 1) => ({ url, sourceId: 'q', reason: null, tries });

describe('pages that earlier runs owe', () => {
  it("are read by the page's own source, though a query had taken them", () => {
    const { sourceIds, pagesOfQueries } = owedReading([owed('https://a.test/')], [query, source('a')], now);
    expect([...sourceIds]).toEqual(['a']);
    expect(pagesOfQueries.size).toBe(0);
  });
  it('are read for the query that found them when nobody else publishes them', () => {
    const { sourceIds, pagesOfQueries } = owedReading(
      [owed('https://b.test/1'), owed('https://b.test/2')],
      [query],
      now,
    );
    expect(sourceIds.size).toBe(0);
    expect(pagesOfQueries.get('q')).toEqual(['https://b.test/1', 'https://b.test/2']);
  });
  it('wait after five runs that failed, and for a source that said "later"', () => {
    const later = source('a', { retryAt: '2026-06-30T01:00:00Z' });
    const { sourceIds, pagesOfQueries } = owedReading(
      [owed('https://a.test'), owed('https://c.test', 5)],
      [query, later],
      now,
    );
    expect(sourceIds.size + pagesOfQueries.size).toBe(0);
  });
});
