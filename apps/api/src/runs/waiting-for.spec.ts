import { waitingFor } from './waiting-for.js';
import type { Wait } from './waits.js';

const now = new Date('2026-03-01T20:00:00Z');
const wait = (kind: Wait['kind'], more: Partial<Wait> = {}): Wait => ({ kind, until: null, count: null, ...more });

describe('what a run waits for, in words', () => {
  it.each<[readonly Wait[], string | null]>([
    [[], null],
    [[wait('approval')], 'approval'],
    [[wait('sources', { count: 3 })], '3 sources'],
    [[wait('sources', { count: 1 })], '1 source'],
    [[wait('retry', { until: new Date('2026-03-01T20:14:30Z') })], 'a retry at 20:14 UTC'],
    [[wait('retry', { until: new Date('2026-03-03T08:00:00Z') })], 'a retry at 2026-03-03 08:00 UTC'],
    [[wait('sleep')], 'to go on later'],
    [[wait('start_time', { until: new Date('2026-03-01T21:00:00Z') })], 'starts 21:00 UTC'],
    [[wait('earlier_phases')], 'the phases before it'],
    [[wait('turn')], 'its turn in the region'],
    [[wait('approval'), wait('sources', { count: 2 })], 'approval, 2 sources'],
  ])('%j → %s', (waits, words) => {
    expect(waitingFor(waits, now)).toBe(words);
  });
});
