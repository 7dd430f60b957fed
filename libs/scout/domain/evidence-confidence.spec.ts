import { evidenceShift, withEvidence } from './evidence-confidence.js';

const piece = (relevance: 'direct' | 'supporting' | 'contradicting', confidence: number) => ({ relevance, confidence });

describe('evidenceShift', () => {
  it('adds 0.15 for three direct pieces and no more', () => {
    expect(evidenceShift(Array.from({ length: 5 }, () => piece('direct', 0.8)))).toBeCloseTo(0.15);
  });
  it('takes 0.2 for two contradictions', () => {
    expect(evidenceShift([piece('contradicting', 0.9), piece('contradicting', 0.9)])).toBeCloseTo(-0.2);
  });
  it('nets a direct and a contradicting piece to −0.05', () => {
    expect(evidenceShift([piece('direct', 0.8), piece('contradicting', 0.9)])).toBeCloseTo(-0.05);
  });
  it('ignores weak pieces', () => {
    expect(evidenceShift([piece('direct', 0.3), piece('supporting', 0.4)])).toBe(0);
  });
});

describe('withEvidence', () => {
  it('never falls under 0.1 nor rises over 1', () => {
    expect(
      withEvidence(
        0.5,
        Array.from({ length: 10 }, () => piece('contradicting', 0.9)),
      ),
    ).toBe(0.1);
    expect(withEvidence(0.99, [piece('direct', 0.9)])).toBe(1);
  });
});
