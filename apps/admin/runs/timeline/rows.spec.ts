import type { GateRowFragment, RunRowFragment, StepRowFragment } from '../../generated/graphql';
import { busyOf, rowsOf, type Parts } from './rows';

const at = (second: number) => new Date(second * 1_000).toISOString();

function run(id: string, started: number | null, finished: number | null): RunRowFragment {
  return {
    id,
    region: 'riverbend',
    kind: 'PHASE',
    phase: null,
    label: id,
    status: finished === null ? (started === null ? 'QUEUED' : 'RUNNING') : 'COMPLETED',
    nowDoing: null,
    waits: [],
    createdAt: at(0),
    startAt: null,
    startedAt: started === null ? null : at(started),
    pausedAt: null,
    finishedAt: finished === null ? null : at(finished),
    spentMicroUsd: 0,
    counts: {},
    skipped: [],
    withWarnings: false,
    error: null,
  };
}

function step(
  runId: string,
  key: string,
  from: number,
  to: number,
  kind: StepRowFragment['kind'] = 'WORK',
): StepRowFragment {
  return {
    runId,
    key,
    phase: null,
    name: key,
    status: 'OK',
    kind,
    attempts: 1,
    failedAttempts: [],
    startedAt: at(from),
    endedAt: at(to),
    nextAttemptAt: null,
    costMicroUsd: 0,
    error: null,
  };
}

const inside = (children: RunRowFragment[], steps: StepRowFragment[], totalSteps = steps.length): Parts => ({
  children,
  steps,
  totalSteps,
});

describe('rows of the time line', () => {
  it('stand in the order things began, what has not begun last, the inside of what is expanded below it', () => {
    const parts = new Map([
      ['root', inside([run('a', 1, 9), run('b', null, null)], [step('root', 'between', 5, 6)])],
      ['a', inside([], [step('a', 'first', 1, 2), step('a', 'second', 2, 9)])],
    ]);
    const rows = rowsOf('root', parts, [], (part) => part.id === 'a');
    expect(rows.map((row) => [row.key, row.depth])).toEqual([
      ['a', 0],
      ['a/first', 1],
      ['a/second', 1],
      ['root/between', 0],
      ['b', 0],
    ]);
  });

  it('count the steps of a part that are tried again, once its inside is shown', () => {
    const again = (key: string): StepRowFragment => ({ ...step('a', key, 2, 3), status: 'RETRYING', endedAt: null });
    const parts = new Map([
      ['root', inside([run('a', 1, null)], [])],
      ['a', inside([], [step('a', 'first', 1, 2), again('second'), again('third')])],
    ]);
    const retrying = (shown: boolean) => rowsOf('root', parts, [], () => shown)[0];
    expect(retrying(true)).toMatchObject({ key: 'a', retrying: 2 });
    expect(retrying(false)).toMatchObject({ key: 'a', retrying: 0 });
  });

  it('say where something is still loading and where there is more', () => {
    const parts = new Map([['root', inside([run('a', 1, 2)], [step('root', 'one', 3, 4)], 900)]]);
    const rows = rowsOf('root', parts, [], () => true);
    expect(rows.map((row) => row.kind)).toEqual(['run', 'loading', 'step', 'more']);
    expect(rows.at(-1)).toMatchObject({ runId: 'root', left: 899 });
  });
});

describe('when something was at work', () => {
  const gate = {
    runId: 'a',
    state: 'RESOLVED',
    createdAt: at(20),
    resolvedAt: at(80),
    expiresAt: at(99),
  } as GateRowFragment;
  const ms = (from: number, to: number) => ({ from: from * 1_000, to: to * 1_000 });

  it('is while a run whose inside is not shown goes on, without the approvals it waits for', () => {
    const rows = rowsOf('root', new Map([['root', inside([run('a', 10, 90)], [])]]), [gate], () => false);
    expect(busyOf(rows, 0)).toEqual([ms(10, 20), ms(80, 90)]);
  });

  it('is while its steps work, not while they wait, once they are shown', () => {
    const parts = new Map([
      ['root', inside([run('a', 10, 90)], [])],
      ['a', inside([], [step('a', 'work', 10, 12), step('a', 'sleep', 12, 60, 'SLEEP'), step('a', 'more', 60, 90)])],
    ]);
    const rows = rowsOf('root', parts, [], () => true);
    expect(busyOf(rows, 0)).toEqual([ms(10, 12), ms(60, 90)]);
  });

  it('lasts until now for what goes on', () => {
    const rows = rowsOf('root', new Map([['root', inside([run('a', 10, null)], [])]]), [], () => false);
    expect(busyOf(rows, 30_000)).toEqual([ms(10, 30)]);
  });

  it('lasts until the moment it was paused for a run that is', () => {
    const paused = { ...run('a', 10, null), status: 'PAUSED' as const, pausedAt: at(25) };
    const rows = rowsOf('root', new Map([['root', inside([paused], [])]]), [], () => false);
    expect(busyOf(rows, 90_000)).toEqual([ms(10, 25)]);
  });

  it('lasts from the last step that ended for a running run, whose step in flight is not recorded yet', () => {
    const parts = new Map([
      ['root', inside([run('a', 10, null)], [])],
      ['a', inside([], [step('a', 'work', 10, 12), step('a', 'sleep', 12, 30, 'SLEEP')])],
    ]);
    expect(
      busyOf(
        rowsOf('root', parts, [], () => true),
        40_000,
      ),
    ).toEqual([ms(10, 12), ms(30, 40)]);
  });

  it('counts work beside a gate, and runs that another one waits for', () => {
    const steps = [step('root', 'work', 30, 40), step('root', 'each', 40, 70, 'CHILDREN')];
    const rows = rowsOf('root', new Map([['root', inside([run('source', 45, 60)], steps)]]), [gate], () => false);
    expect(busyOf(rows, 0)).toEqual([ms(30, 40), ms(45, 60)]);
  });
});
