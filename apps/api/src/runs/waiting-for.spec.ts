import { waitingFor, type WaitState } from './waiting-for.js';

const now = new Date('2026-03-01T20:00:00Z');
const state: WaitState = {
  id: 'town-1',
  status: 'suspended',
  startAt: null,
  waitingFor: [],
  wakeAt: null,
  openJobs: 0,
  itsTurn: true,
  behindOthers: false,
};

describe('what a run waits for, in words', () => {
  it.each<[Partial<WaitState>, string | null]>([
    [{ waitingFor: ['promise:approve signals'], wakeAt: now }, 'approval'],
    [{ waitingFor: ['children:sources'], openJobs: 3 }, '3 sources'],
    [{ waitingFor: ['children:sources'], openJobs: 1 }, '1 source'],
    [{ waitingFor: ['until:retry:search'], wakeAt: new Date('2026-03-01T20:14:30Z') }, 'a retry at 20:14 UTC'],
    [
      { waitingFor: ['until:retry:a', 'until:retry:b'], wakeAt: new Date('2026-03-03T08:00:00Z') },
      'a retry at 2026-03-03 08:00 UTC',
    ],
    [{ status: 'queued', startAt: new Date('2026-03-01T21:00:00Z'), itsTurn: false }, 'starts 21:00 UTC'],
    [{ status: 'queued', startAt: new Date('2026-03-01T19:00:00Z'), itsTurn: false }, 'its turn in the region'],
    [{ status: 'queued', behindOthers: true }, 'the phases before it'],
    [{ status: 'queued' }, null],
    [{ status: 'running', waitingFor: ['promise:approve signals'] }, null],
  ])('%j → %s', (facts, words) => {
    expect(waitingFor({ ...state, ...facts }, now)).toBe(words);
  });
});
