import { endedWithoutApproval, signalsAsked } from './held-signals.js';

describe('a gate that held its signals', () => {
  it.each([
    ['expired', null, true],
    ['resolved', 'hold', true],
    ['resolved', 'approve', false],
    ['pending', null, false],
  ] as const)('%s with decision %s: %s', (state, decision, ended) => {
    expect(endedWithoutApproval({ state, decision })).toBe(ended);
  });

  it('asked about all that the journal holds, of which its subject names only the first', () => {
    const subject = { region: 'austin-tx', signals: 3, signalIds: ['a'] };
    expect(signalsAsked(['a', 'b', 'c'], subject)).toEqual(['a', 'b', 'c']);
    expect(signalsAsked(null, subject)).toEqual(['a']);
    expect(signalsAsked(null, null)).toEqual([]);
  });
});
