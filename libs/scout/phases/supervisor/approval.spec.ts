import type { Review } from '#graph';
import { afterDecision, questionAbout } from './approval.js';

const reviews: readonly Review[] = [
  { id: 'a', status: 'live', reason: 'quoted' },
  { id: 'b', status: 'rejected', reason: 'an opinion' },
  { id: 'c', status: 'staged', reason: 'held: no verified quote' },
];

describe('what becomes of reviewed signals when people decide', () => {
  it('goes live when they approve', () => {
    expect(afterDecision(reviews, ['a'], { decision: 'approve', note: null, by: 'ada' })).toEqual(reviews);
  });

  it.each([{ decision: 'approve', note: null, by: 'ada' } as const, null])(
    'does not go live, nor is held, when they were not asked about it: %j',
    (answer) => {
      const late: Review = { id: 'late', status: 'live', reason: 'quoted' };
      const after = afterDecision([...reviews, late], ['a'], answer);
      expect(after.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      expect(afterDecision([late], [], answer)).toEqual([]);
    },
  );

  it.each([
    [{ decision: 'hold', note: 'dates look wrong', by: 'ada' } as const, 'held: dates look wrong (ada)'],
    [{ decision: 'hold', note: null, by: 'ada' } as const, 'held: ada decided so'],
    [null, 'held: nobody approved in time'],
  ])('stays staged when they do not: %j', (answer, reason) => {
    expect(afterDecision(reviews, ['a'], answer)).toEqual([
      { id: 'a', status: 'staged', reason },
      reviews[1],
      reviews[2],
    ]);
  });
});

describe('what people are asked', () => {
  it('says how many signals, and names the first fifty', () => {
    const ids = Array.from({ length: 60 }, (_, n) => `s${String(n)}`);
    expect(questionAbout('town', ids)).toMatchObject({
      title: 'Approve 60 signals before they go live',
      subject: { region: 'town', signals: 60, signalIds: ids.slice(0, 50) },
    });
    expect(questionAbout('town', ['s']).title).toBe('Approve 1 signal before it goes live');
  });
});
