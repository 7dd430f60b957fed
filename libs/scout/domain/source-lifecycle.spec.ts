import { deactivationReason } from './source-lifecycle.js';

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
