import { initialWeight, qualityPenalty, sourceWeight } from './source-weight.js';

const now = new Date('2026-06-30T00:00:00Z');
const source = {
  scrapeCount: 10,
  signalsProduced: 5,
  signalsCorroborated: 0,
  tensionsProduced: 0,
  lastProducedSignal: '2026-06-29T00:00:00Z',
  qualityPenalty: 1,
};

describe('sourceWeight', () => {
  it('is the yield of a source known well', () => {
    expect(sourceWeight(source, now)).toBeCloseTo(0.5);
  });
  it('doubles for a source whose signals are all tensions, within 1', () => {
    expect(sourceWeight({ ...source, tensionsProduced: 5 }, now)).toBe(1);
  });
  it('smooths a source seldom scraped', () => {
    expect(sourceWeight({ ...source, scrapeCount: 1, signalsProduced: 1 }, now)).toBeCloseTo((1 + 0.9) / 4);
  });
  it('fades over 60 days after 30, to half', () => {
    expect(sourceWeight({ ...source, lastProducedSignal: '2026-05-01T00:00:00Z' }, now)).toBeCloseTo(0.375, 2);
    expect(sourceWeight({ ...source, lastProducedSignal: '2025-01-01T00:00:00Z' }, now)).toBeCloseTo(0.25);
  });
  it('stays within 0.1 and 1', () => {
    expect(sourceWeight({ ...source, signalsProduced: 0, lastProducedSignal: null }, now)).toBe(0.1);
  });
});

it('penalises 0.15 per open finding down to 0.1', () => {
  expect(qualityPenalty(0)).toBe(1);
  expect(qualityPenalty(2)).toBeCloseTo(0.7);
  expect(qualityPenalty(50)).toBe(0.1);
});

it('starts linked sources lower than curated ones', () => {
  expect(initialWeight('linked_from')).toBeLessThan(initialWeight('curated'));
});
