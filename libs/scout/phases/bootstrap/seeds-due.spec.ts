import type { SourceRole } from '#graph';
import { SEEDS } from './prompts.js';
import { mediaDue, OUTLET_REASON, SEED_REASON, seedsDue, TEMPLATE_REASON } from './seeds-due.js';

const now = new Date('2026-06-30T00:00:00Z');
const source = (reason: string, daysAgo: number, role: SourceRole = 'tension') => ({
  role,
  discoveryMethod: 'cold_start' as const,
  createdAt: new Date(now.getTime() - daysAgo * 86_400_000).toISOString(),
  gapContext: { reason },
});

describe('asking for seeds', () => {
  it('happens for a region never asked about', () => {
    expect(seedsDue(SEEDS, [], now)).toEqual(SEEDS);
  });
  it('is not repeated while its sources are younger than 30 days', () => {
    const aged = (days: number) => SEEDS.map(({ role }) => source(SEED_REASON, days, role));
    expect(seedsDue(SEEDS, aged(29), now)).toEqual([]);
    expect(seedsDue(SEEDS, aged(31), now)).toEqual(SEEDS);
  });
  it('is repeated for the roles that got no answer', () => {
    expect(seedsDue(SEEDS, [source(SEED_REASON, 1)], now).map(({ role }) => role)).toEqual(['response', 'mixed']);
  });
  it('is not held back by templated queries, which cost nothing', () => {
    expect(seedsDue(SEEDS, [source(TEMPLATE_REASON, 1)], now)).toEqual(SEEDS);
  });
  it('goes apart from asking for media', () => {
    expect(mediaDue([source(SEED_REASON, 1)], now)).toBe(true);
    expect(mediaDue([source(OUTLET_REASON, 1)], now)).toBe(false);
  });
});
