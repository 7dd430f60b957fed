import type { Source } from '#graph';
import { planReading } from './schedule.js';

const now = new Date('2026-06-30T00:00:00Z');
const source = (id: string, more: Partial<Source> = {}): Source => ({
  id,
  region: 'r',
  canonicalKey: id,
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
  scrapeCount: 0,
  consecutiveEmptyRuns: 0,
  failureCount: 0,
  lastFailure: null,
  lastAttempted: null,
  retryAt: null,
  lastScraped: null,
  lastProducedSignal: null,
  gapContext: null,
  depth: 0,
  createdAt: now.toISOString(),
  ...more,
});
const ids = (sources: readonly Source[]) => sources.map(({ id }) => id);

describe('planReading', () => {
  it('leaves responses for after the problems', () => {
    const plan = planReading(
      [source('t', { role: 'tension' }), source('r', { role: 'response' }), source('m')],
      new Set(),
      now,
      'run',
    );
    expect(ids(plan.problems).toSorted()).toEqual(['m', 't']);
    expect(ids(plan.responses)).toEqual(['r']);
  });
  it('reads a pinned source that is not due, but not an inactive one', () => {
    const read = { lastScraped: now.toISOString() };
    const plan = planReading(
      [source('p', read), source('q', read), source('x', { ...read, active: false })],
      new Set(['p', 'x']),
      now,
      'run',
    );
    expect(ids(plan.problems)).toEqual(['p']);
  });
});
