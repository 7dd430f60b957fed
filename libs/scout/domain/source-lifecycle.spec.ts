import { deactivationReason, failingReason } from './source-lifecycle.js';

const source = {
  kind: 'page' as const,
  discoveryMethod: 'linked_from',
  consecutiveEmptyRuns: 10,
  scrapeCount: 12,
  signalsProduced: 1,
};

describe('deactivationReason', () => {
  it('gives up after 10 empty runs', () => {
    expect(deactivationReason(source)).not.toBeNull();
    expect(deactivationReason({ ...source, consecutiveEmptyRuns: 9 })).toBeNull();
  });
  it('gives up a query after 5 when it never gave a signal', () => {
    expect(
      deactivationReason({ ...source, kind: 'query', consecutiveEmptyRuns: 5, signalsProduced: 0 }),
    ).not.toBeNull();
    expect(deactivationReason({ ...source, kind: 'query', consecutiveEmptyRuns: 5, signalsProduced: 1 })).toBeNull();
  });
  it('never gives up what people gave', () => {
    expect(deactivationReason({ ...source, discoveryMethod: 'curated' })).toBeNull();
    expect(deactivationReason({ ...source, discoveryMethod: 'human_submission' })).toBeNull();
  });
});

describe('failingReason', () => {
  const well = {
    kind: 'page' as const,
    failureCount: 0,
    lastFailure: null,
    consecutiveEmptyRuns: 0,
    signalsProduced: 4,
  };
  it('tells of the third failure in a row, with its reason', () => {
    expect(failingReason({ ...well, failureCount: 2, lastFailure: 'HTTP 500' })).toBeNull();
    expect(failingReason({ ...well, failureCount: 3, lastFailure: 'HTTP 500' })).toMatch(/3 times.*HTTP 500/);
  });
  it('tells of a page that used to give signals and gives none', () => {
    expect(failingReason({ ...well, consecutiveEmptyRuns: 2 })).toMatch(/gave 4 signals before/);
    expect(failingReason({ ...well, consecutiveEmptyRuns: 2, signalsProduced: 0 })).toBeNull();
    expect(failingReason({ ...well, consecutiveEmptyRuns: 2, kind: 'query' })).toBeNull();
  });
});
