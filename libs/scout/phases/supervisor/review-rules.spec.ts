import { fakeCenters, ruleVerdict, suspicions } from './review-rules.js';

const now = new Date('2026-06-30T00:00:00Z');
const signal = {
  title: 'Food shelf open on Tuesdays',
  summary: 'Groceries for families.',
  contentDate: null,
  startsAt: null,
  endsAt: null,
  eventStatus: null,
};
const evidence = [{ quote: 'open on Tuesdays from noon', alignment: 'exact' as const, archiveId: 'a' }];

describe('review by rules', () => {
  it('passes what has a verified quote', () => {
    expect(ruleVerdict(signal, evidence, now)).toEqual({ kind: 'pass' });
  });
  it('holds what has none', () => {
    expect(ruleVerdict(signal, [], now).kind).toBe('hold');
  });
  it('rejects what is more than a year old', () => {
    expect(ruleVerdict({ ...signal, contentDate: '2024-06-01' }, evidence, now).kind).toBe('reject');
  });
  it('holds a private contact', () => {
    expect(ruleVerdict({ ...signal, summary: 'Ask Ann at ann.miller1984@gmail.com' }, evidence, now).kind).toBe('hold');
  });
  it('holds what ends before it starts', () => {
    const odd = { ...signal, startsAt: '2026-07-02T10:00:00Z', endsAt: '2026-07-01T10:00:00Z' };
    expect(ruleVerdict(odd, evidence, now).kind).toBe('hold');
  });
  it('says why it looks twice', () => {
    expect(
      suspicions({ confidence: 0.3, location: null, locationName: null, causeHeat: 0.9, local: false }, 1),
    ).toHaveLength(3);
    expect(suspicions({ confidence: 0.9, location: null, locationName: null, causeHeat: 0, local: true }, 1)).toEqual(
      [],
    );
  });
  it('finds a region centre given as a place', () => {
    const center = { latitude: 30, longitude: -97 };
    const at = {
      id: 'x',
      location: { latitude: 30.001, longitude: -97.001 },
      locationPrecision: 'approximate' as const,
    };
    expect(fakeCenters([{ ...at, locationName: null }], center)).toHaveLength(1);
    expect(
      fakeCenters([{ ...at, locationName: '12 Elm Street', locationPrecision: 'exact' as const }], center),
    ).toEqual([]);
  });
});
