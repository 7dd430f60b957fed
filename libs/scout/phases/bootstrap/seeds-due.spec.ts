import { mediaDue, OUTLET_REASON, SEED_REASON, seedsDue, TEMPLATE_REASON } from './seeds-due.js';

const now = new Date('2026-06-30T00:00:00Z');
const source = (reason: string, daysAgo: number) => ({
  discoveryMethod: 'cold_start' as const,
  createdAt: new Date(now.getTime() - daysAgo * 86_400_000).toISOString(),
  gapContext: { reason },
});

describe('asking for seeds', () => {
  it('happens for a region never asked about', () => {
    expect(seedsDue([], now)).toBe(true);
  });
  it('is not repeated while its sources are younger than 30 days', () => {
    expect(seedsDue([source(SEED_REASON, 29)], now)).toBe(false);
    expect(seedsDue([source(SEED_REASON, 31)], now)).toBe(true);
  });
  it('is not held back by templated queries, which cost nothing', () => {
    expect(seedsDue([source(TEMPLATE_REASON, 1)], now)).toBe(true);
  });
  it('goes apart from asking for media', () => {
    expect(mediaDue([source(SEED_REASON, 1)], now)).toBe(true);
    expect(mediaDue([source(OUTLET_REASON, 1)], now)).toBe(false);
  });
});
