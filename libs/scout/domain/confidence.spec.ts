import { isActionable, signalConfidence } from './confidence.js';

const bare = {
  type: 'gathering' as const,
  sourceUrl: 'https://a.test/',
  actionUrl: null,
  location: null,
  locationName: null,
  locationPrecision: null,
  startsAt: null,
  availability: null,
  isOngoing: null,
  whatNeeded: null,
  sourceAuthority: null,
  whatWouldHelp: null,
};
const complete = {
  ...bare,
  locationName: '1 Main St',
  locationPrecision: 'exact' as const,
  actionUrl: 'https://a.test/sign-up',
  startsAt: '2026-01-01T10:00:00Z',
};

describe('signalConfidence', () => {
  it('is at most 0.4 for a bare signal and at least 0.95 for a complete one with an exact place', () => {
    expect(signalConfidence(bare)).toBeLessThanOrEqual(0.4);
    expect(signalConfidence(complete)).toBeGreaterThanOrEqual(0.95);
    expect(isActionable(complete)).toBe(true);
  });
  it('does not count an action address that is the page itself', () => {
    const own = { ...complete, actionUrl: complete.sourceUrl };
    expect(signalConfidence(own)).toBeLessThan(signalConfidence(complete));
    expect(isActionable(own)).toBe(false);
  });
  it('ranks a neighbourhood above an approximate place', () => {
    expect(signalConfidence({ ...complete, locationPrecision: 'neighborhood' })).toBeGreaterThan(
      signalConfidence({ ...complete, locationPrecision: 'approximate' }),
    );
  });
});

describe('isActionable', () => {
  it('needs no time for a need, ongoing for aid, nothing for a notice, and never holds for a tension', () => {
    expect(isActionable({ ...bare, type: 'need', actionUrl: 'https://b.test' })).toBe(true);
    expect(isActionable({ ...bare, type: 'aid', actionUrl: 'https://b.test' })).toBe(false);
    expect(isActionable({ ...bare, type: 'aid', actionUrl: 'https://b.test', isOngoing: true })).toBe(true);
    expect(isActionable({ ...complete, type: 'tension' })).toBe(false);
    expect(isActionable({ ...bare, type: 'notice' })).toBe(true);
    expect(signalConfidence({ ...bare, type: 'notice' })).toBeLessThan(0.2);
  });
});
