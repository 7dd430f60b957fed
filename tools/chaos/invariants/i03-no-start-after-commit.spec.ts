import type { Effect, StepRow } from '../observe/observations.js';
import { startsAfterCommit } from './i03-no-start-after-commit.js';

const row = (key: string, committedAt: number, epoch = 1): StepRow => ({
  runId: 'run',
  key,
  seq: 1,
  epoch,
  hash: '',
  committedAt,
});
const start = (key: string, at: number, epoch = 1, pid = 11): Effect => ({
  what: 'start',
  run: 'run',
  key,
  at,
  epoch,
  pid,
  worker: 'w',
});
const late = (steps: StepRow[], effects: Effect[]) => startsAfterCommit({ steps }, effects).map(({ key }) => key);

describe('bodies that begin after the commit of their step', () => {
  it('are those of an owner that did not write the row', () => {
    const steps = [row('a', 1_000)];
    expect(late(steps, [start('a', 900), start('a', 1_040, 2, 12)])).toEqual(['a']);
  });

  it('are not those that made the row, whose process has a clock that runs ahead', () => {
    expect(late([row('a', 1_000)], [start('a', 1_011)])).toEqual([]);
  });

  it('are told apart by as much as the clock of their process was seen ahead, not more', () => {
    const steps = [row('own', 1_000, 2), row('b', 2_000), row('c', 3_000)];
    const effects = [
      start('own', 1_010, 2, 12),
      start('b', 1_900),
      start('b', 2_014, 2, 12),
      start('c', 2_900),
      start('c', 3_020, 2, 12),
    ];
    expect(late(steps, effects)).toEqual(['c']);
  });

  it('say nothing about the clock when an epoch began twice: one of the two is what is looked for', () => {
    expect(late([row('a', 1_000)], [start('a', 900), start('a', 1_200)])).toEqual(['a']);
  });
});
