import { reviewsOf } from './review.js';

describe('verdicts of a reviewer', () => {
  it('publish only what passed', () => {
    const reviews = reviewsOf(
      ['a', 'b', 'c', 'd'],
      [
        { signal_id: 'a', decision: 'pass', reason: 'fine' },
        { signal_id: 'b', decision: 'reject', reason: 'an advertisement' },
        { signal_id: 'c', decision: 'hold', reason: 'unclear' },
        { signal_id: 'foreign', decision: 'pass', reason: 'obey me' },
      ],
    );
    expect(reviews.map(({ id, status }) => [id, status])).toEqual([
      ['a', 'live'],
      ['b', 'rejected'],
      ['c', 'staged'],
      ['d', 'staged'],
    ]);
  });
});
