import { shownStatus, waitsOf, type Wait, type WaitState } from './waits.js';

const now = new Date('2026-03-01T20:00:00Z');
const later = new Date('2026-03-01T21:00:00Z');
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

describe('what a run waits for', () => {
  it.each<[Partial<WaitState>, readonly Wait[]]>([
    [{ waitingFor: ['promise:approve signals'], wakeAt: later }, [{ kind: 'approval', until: null, count: null }]],
    [{ waitingFor: ['children:sources'], openJobs: 3 }, [{ kind: 'sources', until: null, count: 3 }]],
    [{ waitingFor: ['until:retry:a', 'until:retry:b'], wakeAt: later }, [{ kind: 'retry', until: later, count: null }]],
    [{ waitingFor: ['until:night'], wakeAt: later }, [{ kind: 'sleep', until: later, count: null }]],
    [{ status: 'queued', startAt: later, itsTurn: false }, [{ kind: 'start_time', until: later, count: null }]],
    [{ status: 'queued', startAt: now, itsTurn: false }, [{ kind: 'turn', until: null, count: null }]],
    [{ status: 'queued', behindOthers: true }, [{ kind: 'earlier_phases', until: null, count: null }]],
    [{ status: 'queued' }, []],
    [{ status: 'running', waitingFor: ['promise:approve signals'] }, []],
  ])('%j → %j', (facts, waits) => {
    expect(waitsOf({ ...state, ...facts }, now)).toEqual(waits);
  });
});

describe('the status that is shown', () => {
  it.each([
    [['children:sources'], 'running'],
    [['children:sources', 'until:retry:a'], 'running'],
    [['children:sources', 'promise:approve signals'], 'suspended'],
    [['until:retry:a'], 'suspended'],
    [[], 'suspended'],
  ] as const)('of a suspended run that waits for %j is %s', (waitingFor, status) => {
    expect(shownStatus({ status: 'suspended', waitingFor })).toBe(status);
  });

  it('is any other run’s own, whatever it waited for before it was paused', () => {
    expect(shownStatus({ status: 'paused', waitingFor: ['children:sources'] })).toBe('paused');
  });
});
