import { dedupVerdict, uniqueWithinBatch } from './dedup-verdict.js';

const decide = dedupVerdict({ refresh: 0.85, corroborate: 0.92 });
const draft = {
  type: 'gathering',
  title: 'River cleanup',
  sourceUrl: 'https://a.test/x',
  startsAt: '2026-03-01T10:00:00-06:00',
};
const known = {
  id: 's1',
  type: 'gathering',
  title: 'River Cleanup!',
  sourceUrls: ['https://a.test/x'],
  startsAt: '2026-03-01T10:00:00-06:00',
  reviewStatus: 'live',
  cosine: 1,
};

describe('dedupVerdict', () => {
  it('refreshes the same title from the same page', () => {
    expect(decide(draft, { sameTitle: [known], nearest: [] })).toMatchObject({ kind: 'refresh', signalId: 's1' });
  });
  it('corroborates the same title from another page', () => {
    expect(decide({ ...draft, sourceUrl: 'https://b.test' }, { sameTitle: [known], nearest: [] })).toMatchObject({
      kind: 'corroborate',
    });
  });
  it('keeps weekly meetings of one title apart', () => {
    expect(
      decide({ ...draft, startsAt: '2026-03-08T10:00:00-06:00' }, { sameTitle: [known], nearest: [known] }),
    ).toEqual({ kind: 'create' });
  });
  it('keeps two sessions of one day on one page apart, but takes a corrected time for a refresh', () => {
    expect(decide({ ...draft, startsAt: '2026-03-01T15:00:00-06:00' }, { sameTitle: [known], nearest: [] }).kind).toBe(
      'create',
    );
    expect(decide({ ...draft, startsAt: '2026-03-01T11:00:00-06:00' }, { sameTitle: [known], nearest: [] }).kind).toBe(
      'refresh',
    );
  });
  it('asks for more likeness from another page than from the same one', () => {
    const alike = { ...known, title: 'Cleaning the river', cosine: 0.9 };
    expect(decide(draft, { sameTitle: [], nearest: [alike] }).kind).toBe('refresh');
    expect(decide({ ...draft, sourceUrl: 'https://b.test' }, { sameTitle: [], nearest: [alike] }).kind).toBe('create');
    expect(
      decide({ ...draft, sourceUrl: 'https://b.test' }, { sameTitle: [], nearest: [{ ...alike, cosine: 0.92 }] }).kind,
    ).toBe('corroborate');
  });
  it('takes one that still holds before one that has expired, and an expired one before a new one', () => {
    const expired = { ...known, id: 's0', reviewStatus: 'expired' };
    const elsewhere = { ...known, sourceUrls: ['https://b.test'] };
    const ids = (...among: (typeof known)[]) => [
      decide(draft, { sameTitle: among, nearest: [] }),
      decide({ ...draft, title: 'Other words' }, { sameTitle: [], nearest: among }),
    ];
    expect(ids(expired, elsewhere)).toEqual(ids(elsewhere));
    expect(ids(expired)).toMatchObject([{ signalId: 's0' }, { signalId: 's0' }]);
  });
  it('never merges across types', () => {
    expect(decide({ ...draft, type: 'aid' }, { sameTitle: [known], nearest: [known] })).toEqual({ kind: 'create' });
  });
});

describe('uniqueWithinBatch', () => {
  it('keeps one of the same title and type in any case, and every date of a series', () => {
    const drafts = [
      { type: 'aid', title: 'Food Pantry', startsAt: null },
      { type: 'aid', title: 'FOOD PANTRY', startsAt: null },
      { type: 'need', title: 'Food pantry', startsAt: null },
      { type: 'gathering', title: 'Board', startsAt: '2026-01-01' },
      { type: 'gathering', title: 'Board', startsAt: '2026-02-01' },
    ];
    expect(uniqueWithinBatch(drafts)).toEqual([0, 2, 3, 4]);
  });
});
