import { waitClause, waitClauseOnceStarted, type Wait } from './waiting';

const wait = (kind: Wait['kind'], more: Partial<Wait> = {}): Wait => ({ kind, until: null, count: null, ...more });
const until = '2026-11-27T03:00:00.000Z';

describe('what a run waits for', () => {
  it.each([
    [[wait('SOURCES', { count: 3 })], '3 sources left'],
    [[wait('SOURCES', { count: 1 })], '1 source left'],
    [[wait('APPROVAL')], 'waits for approval'],
    [[wait('RETRY', { until })], 'tries again Nov 26, 2026, 9:00 PM'],
    [[wait('SLEEP')], 'goes on later'],
    [[wait('START_TIME', { until })], 'starts Nov 26, 2026, 9:00 PM'],
    [[wait('EARLIER_PHASES')], 'waits for the phases before it'],
    [[wait('TURN')], 'waits for its turn in the region'],
    [[wait('APPROVAL'), wait('SOURCES', { count: 2 })], 'waits for approval, 2 sources left'],
    [[], null],
  ])('%j → %s', (waits, clause) => {
    // ICU puts a narrow no-break space before AM and PM.
    expect(waitClause(waits, 'America/Chicago')?.replaceAll('\u202f', ' ') ?? null).toBe(clause);
  });

  it('can leave out the start time', () => {
    expect(waitClauseOnceStarted([wait('START_TIME', { until })], null)).toBeNull();
    expect(waitClauseOnceStarted([wait('TURN')], null)).toBe('waits for its turn in the region');
  });

  it('says UTC where the zone is not known', () => {
    expect(waitClause([wait('SLEEP', { until })], null)?.replaceAll('\u202f', ' ')).toBe(
      'goes on Nov 27, 2026, 3:00 AM UTC',
    );
  });
});
