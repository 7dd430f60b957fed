import { draft, evidence, near, axis } from '../testing/signal-drafts.js';
import { evidenceId, neighboursInBatch, prepareDraft } from './draft.js';
import { changedProperties, contentProperties } from './signal-properties.js';

const NOW = new Date('2026-03-01T00:00:00Z');
const idOf = (overrides: Parameters<typeof draft>[0] = {}, region = 'austin') =>
  prepareDraft(region, draft(overrides), 0, NOW).id;

describe('the identity of a draft', () => {
  it('is its region, type, title, page and day', () => {
    expect(idOf({ title: 'free MEALS!' })).toBe(idOf());
    expect(idOf({ summary: 'other' })).toBe(idOf());
    expect(idOf({}, 'dallas')).not.toBe(idOf());
    expect(idOf({ type: 'need' })).not.toBe(idOf());
    expect(idOf({ sourceUrl: 'https://b.org' })).not.toBe(idOf());
    expect(idOf({ startsAt: '2026-04-06T10:00:00Z' })).not.toBe(idOf({ startsAt: '2026-04-13T10:00:00Z' }));
    expect(idOf({ startsAt: '2026-04-06T10:00:00Z' })).toBe(idOf({ startsAt: '2026-04-06T11:00:00Z' }));
  });

  it('counts from when its text was retrieved, or from now when that is unknown', () => {
    expect(prepareDraft('r', draft(), 0, NOW).at).toBe('2026-03-01T10:00:00.000Z');
    expect(prepareDraft('r', draft({ evidence: evidence({ retrievedAt: '?' }) }), 0, NOW).at).toBe(NOW.toISOString());
  });

  it('evidence is one per signal, page, archived text and quote', () => {
    expect(evidenceId('s', evidence())).toBe(evidenceId('s', evidence({ confidence: 0.1 })));
    expect(evidenceId('s', evidence())).not.toBe(evidenceId('s', evidence({ quote: 'other' })));
    expect(evidenceId('s', evidence())).not.toBe(evidenceId('t', evidence()));
  });
});

describe('neighbours in the same call', () => {
  const stored = (id: string, overrides: Parameters<typeof draft>[0]) => ({
    signalId: id,
    prepared: prepareDraft('r', draft(overrides), 0, NOW),
  });
  it('are of the same type: those of the title, and all with a vector, nearest first', () => {
    const earlier = [
      stored('far', { title: 'Far', embedding: near(0, 0.2) }),
      stored('close', { title: 'Close', embedding: near(0, 0.9) }),
      stored('same', { title: 'free meals', embedding: [] }),
      stored('need', { type: 'need' }),
    ];
    const { sameTitle, nearest } = neighboursInBatch(prepareDraft('r', draft({ embedding: axis(0) }), 4, NOW), earlier);
    expect(sameTitle.map(({ id, cosine }) => [id, cosine])).toEqual([['same', 1]]);
    expect(nearest.map(({ id }) => id)).toEqual(['close', 'far']);
    expect(nearest[0]?.cosine).toBeCloseTo(0.9, 12);
  });
});

describe('what a refresh changes', () => {
  const stored = contentProperties(draft({ availability: 'Mondays', impliedQueries: ['a'] }));

  it('is what the new reading says differently, with its history', () => {
    const { changes, history } = changedProperties(stored, draft({ availability: 'Tuesdays', impliedQueries: ['a'] }));
    expect(changes).toEqual({ availability: 'Tuesdays' });
    expect(history).toEqual([{ field: 'availability', from: 'Mondays', to: 'Tuesdays' }]);
  });

  it('nothing when the reading is the same or says less', () => {
    expect(changedProperties(stored, draft({ availability: null, impliedQueries: [], locationName: null }))).toEqual({
      changes: {},
      history: [],
      material: false,
    });
  });

  it('never type or page; a new title takes its key along', () => {
    const { changes } = changedProperties(
      stored,
      draft({ title: 'Meals moved', sourceUrl: 'https://b.org', type: 'notice' }),
    );
    expect(changes).toEqual({ title: 'Meals moved', title_key: 'meals moved' });
  });
});
