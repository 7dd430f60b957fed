import { nothing, totals, totalsOf, type TaskResult } from './task-result.js';

const unanswered = (because: TaskResult['unanswered'][number]): TaskResult => ({ ...nothing, unanswered: [because] });

describe('what a task of synthesis did', () => {
  it('adds up, and counts what was left out', () => {
    const found: TaskResult = { ...nothing, targets: 1, created: 2 };
    const results = [found, unanswered('failed'), found, unanswered('failed'), unanswered('budget')];
    expect(totalsOf('investigation', results, [{ reason: 'the graph is away' }])).toEqual({
      ...nothing,
      targets: 2,
      created: 4,
      skipped: [
        'investigation: 2 without an answer (failed)',
        'investigation: budget',
        'investigation: 1 broke off, for example: the graph is away',
      ],
    });
  });

  it('says what several tasks left out once', () => {
    const left: TaskResult = { ...nothing, skipped: ['no key'] };
    expect(totals([left, left]).skipped).toEqual(['no key']);
  });
});
