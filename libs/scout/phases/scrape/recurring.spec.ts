import { advanced } from './recurring.js';

const weekly = {
  id: 's1',
  rrule: 'FREQ=WEEKLY',
  startsAt: '2026-01-06T18:30:00-06:00',
  timeZone: 'America/Chicago',
  nextOccurrence: '2026-10-27T18:30:00-05:00',
};
const now = new Date('2026-11-01T00:00:00Z');

describe('advanced', () => {
  it('moves on what has passed, or was never known', () => {
    const moved = [{ id: 's1', nextOccurrence: '2026-11-03T18:30:00-06:00' }];
    expect(advanced([weekly], now)).toEqual(moved);
    expect(advanced([{ ...weekly, nextOccurrence: null }], now)).toEqual(moved);
  });
  it('says so when none is left', () => {
    expect(advanced([{ ...weekly, rrule: 'FREQ=WEEKLY;COUNT=2' }], now)).toEqual([{ id: 's1', nextOccurrence: null }]);
  });
  it('leaves what is ahead, and what it cannot read', () => {
    const ahead = { ...weekly, nextOccurrence: '2026-11-17T18:30:00-06:00' };
    expect(advanced([ahead, { ...weekly, rrule: 'often' }], now)).toEqual([]);
  });
});
