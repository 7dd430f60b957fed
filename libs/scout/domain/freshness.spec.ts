import { expiredBecause, isTooOld } from './freshness.js';

const now = new Date('2026-06-30T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
const fresh = {
  type: 'gathering' as const,
  startsAt: null,
  endsAt: null,
  rrule: null,
  nextOccurrence: null,
  isOngoing: null,
  extractedAt: daysAgo(1),
  lastConfirmedAt: daysAgo(1),
};

describe('expiredBecause', () => {
  it('keeps a gathering for 7 days after its end', () => {
    expect(expiredBecause({ ...fresh, startsAt: daysAgo(6) }, now)).toBeNull();
    expect(expiredBecause({ ...fresh, startsAt: daysAgo(8) }, now)).toBe('it is over');
  });
  it('keeps a recurring gathering while an occurrence is left', () => {
    expect(
      expiredBecause({ ...fresh, startsAt: daysAgo(100), rrule: 'FREQ=WEEKLY', nextOccurrence: daysAgo(-2) }, now),
    ).toBeNull();
    expect(expiredBecause({ ...fresh, rrule: 'FREQ=WEEKLY;COUNT=2' }, now)).toBe('no occurrence left');
  });
  it('gives needs 60, notices 90, unconfirmed aid and tensions 30 days, ongoing aid 60', () => {
    expect(expiredBecause({ ...fresh, type: 'need', extractedAt: daysAgo(61) }, now)).not.toBeNull();
    expect(expiredBecause({ ...fresh, type: 'notice', extractedAt: daysAgo(61) }, now)).toBeNull();
    expect(expiredBecause({ ...fresh, type: 'aid', lastConfirmedAt: daysAgo(31) }, now)).not.toBeNull();
    expect(expiredBecause({ ...fresh, type: 'aid', isOngoing: true, lastConfirmedAt: daysAgo(31) }, now)).toBeNull();
    expect(expiredBecause({ ...fresh, type: 'tension', lastConfirmedAt: daysAgo(31) }, now)).not.toBeNull();
  });
  it('expires anything after a year', () => {
    expect(expiredBecause({ ...fresh, type: 'aid', isOngoing: true, extractedAt: daysAgo(366) }, now)).not.toBeNull();
  });
});

describe('isTooOld', () => {
  it('excludes content over a year old unless the thing itself is to come', () => {
    expect(isTooOld(daysAgo(400), null, null, now)).toBe(true);
    expect(isTooOld(daysAgo(400), daysAgo(-5), null, now)).toBe(false);
    expect(isTooOld(null, daysAgo(500), null, now)).toBe(true);
    expect(isTooOld(null, null, null, now)).toBe(false);
  });
});
