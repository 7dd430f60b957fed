import type { RunStatus } from '../../generated/graphql';
import { segmentsOfRun, segmentsOfStep, stateOfRun, stateOfStep } from './row-state';

const at = (second: number) => new Date(second * 1_000).toISOString();
const made = { id: 'r', createdAt: at(0), startedAt: null, pausedAt: null, finishedAt: null };
const gate = (runId: string, resolved: number | null) => ({
  runId,
  state: resolved === null ? ('PENDING' as const) : ('RESOLVED' as const),
  createdAt: at(20),
  expiresAt: at(1_000),
  resolvedAt: resolved === null ? null : at(resolved),
});
const step = (change: object) => ({
  status: 'OK' as const,
  kind: 'WORK' as const,
  startedAt: at(10),
  endedAt: at(12),
  attempts: 1,
  failedAttempts: [],
  ...change,
});

describe('states of the time line', () => {
  const wait = (kind: 'APPROVAL' | 'SOURCES' | 'RETRY' | 'SLEEP') => ({ kind, until: null, count: null });

  it.each([
    [['APPROVAL'], 'gated'],
    [['RETRY'], 'retrying'],
    [['SLEEP'], 'sleeping'],
    [['SLEEP', 'RETRY', 'APPROVAL'], 'gated'],
    [[], 'waiting'],
  ] as const)('tells apart why a suspended run waits: %j → %s', (kinds, state) => {
    expect(stateOfRun({ status: 'SUSPENDED', waits: kinds.map(wait), withWarnings: false })).toBe(state);
  });

  it('lets a state that is sure stand, whatever the run waits for', () => {
    const state = (status: RunStatus, kinds: readonly 'SOURCES'[] = []) =>
      stateOfRun({ status, waits: kinds.map(wait), withWarnings: false });
    expect(state('RUNNING', ['SOURCES'])).toBe('running');
    expect(state('PAUSED')).toBe('paused');
    expect(state('NEEDS_ATTENTION')).toBe('failed');
    expect(state('COMPLETED')).toBe('done');
  });

  it('does not show as simply done what completed with warnings', () => {
    const run = { ...made, startedAt: at(1), finishedAt: at(9) };
    expect(stateOfRun({ status: 'COMPLETED', waits: [], withWarnings: true })).toBe('warned');
    expect(segmentsOfRun({ ...run, status: 'COMPLETED' }, [], 'warned').at(-1)).toMatchObject({ look: 'warned' });
  });

  it('knows what a step does', () => {
    expect(stateOfStep(step({}))).toBe('done');
    expect(stateOfStep(step({ status: 'ERROR' }))).toBe('failed');
    expect(stateOfStep(step({ status: 'RETRYING', endedAt: null }))).toBe('retrying');
    expect(stateOfStep(step({ endedAt: null }))).toBe('running');
    expect(stateOfStep(step({ kind: 'GATE', endedAt: null }))).toBe('gated');
  });

  it('draws a finished wait as a wait', () => {
    expect(segmentsOfStep(step({ kind: 'SLEEP' }))).toEqual([{ from: 10_000, to: 12_000, look: 'sleeping' }]);
    expect(segmentsOfStep(step({}))).toEqual([{ from: 10_000, to: 12_000, look: 'done' }]);
  });

  it('draws the earlier attempts of a step that ended well in the end', () => {
    const failedAttempts = [
      { attempt: 1, at: at(3) },
      { attempt: 2, at: at(6) },
    ];
    expect(segmentsOfStep(step({ attempts: 3, failedAttempts }))).toEqual([
      { from: 3_000, to: 10_000, look: 'retrying' },
      { from: 10_000, to: 12_000, look: 'done' },
    ]);
    // Retried by hand since: they do not lead to the attempt that is drawn.
    expect(segmentsOfStep(step({ attempts: 1, failedAttempts }))).toEqual(segmentsOfStep(step({})));
  });

  it('draws a run hollow until it starts, and the approvals it waited for on top', () => {
    const run = { ...made, status: 'COMPLETED' as const, startedAt: at(5), finishedAt: at(60) };
    expect(segmentsOfRun(run, [gate('r', 40), gate('other', 40)], 'done')).toEqual([
      { from: 0, to: 5_000, look: 'waiting' },
      { from: 5_000, to: 60_000, look: 'done' },
      { from: 20_000, to: 40_000, look: 'gated' },
    ]);
  });

  it('draws an approval of what a run fanned out, and none of a run whose name begins alike', () => {
    const run = { ...made, id: 'r-1', status: 'COMPLETED' as const, startedAt: at(5), finishedAt: at(60) };
    expect(segmentsOfRun(run, [gate('r-1~source~a', 40), gate('r-10', 50)], 'done').slice(2)).toEqual([
      { from: 20_000, to: 40_000, look: 'gated' },
    ]);
  });

  it('draws nothing for a run that ended before it began, and a hollow bar for one that has yet to begin', () => {
    const run = { ...made, status: 'CANCELLED' as const, finishedAt: at(9) };
    expect(segmentsOfRun(run, [], 'cancelled')).toEqual([]);
    const queued = { ...run, status: 'QUEUED' as const, finishedAt: null };
    expect(segmentsOfRun(queued, [], 'waiting')).toEqual([{ from: 0, to: null, look: 'waiting' }]);
  });

  it('draws a paused run as running up to the moment it was paused, and as paused from then on', () => {
    const run = { ...made, status: 'PAUSED' as const, pausedAt: at(7) };
    expect(segmentsOfRun({ ...run, startedAt: at(2) }, [], 'paused')).toEqual([
      { from: 0, to: 2_000, look: 'waiting' },
      { from: 2_000, to: 7_000, look: 'running' },
      { from: 7_000, to: null, look: 'paused' },
    ]);
    expect(segmentsOfRun(run, [], 'paused')).toEqual([
      { from: 0, to: 7_000, look: 'waiting' },
      { from: 7_000, to: null, look: 'paused' },
    ]);
  });

  it('draws one that was made under a paused run as paused from the first', () => {
    expect(segmentsOfRun({ ...made, status: 'PAUSED' }, [], 'paused')).toEqual([{ from: 0, to: null, look: 'paused' }]);
  });

  it('draws no approval beyond the end of its run', () => {
    const run = { ...made, status: 'CANCELLED' as const, startedAt: at(0), finishedAt: at(60) };
    const closed = { ...gate('r', null), state: 'EXPIRED' as const };
    expect(segmentsOfRun(run, [closed], 'cancelled').at(-1)).toEqual({ from: 20_000, to: 60_000, look: 'gated' });
  });
});
