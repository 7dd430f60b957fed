import { INVARIANTS } from '../invariants/all.js';
import { EXAMPLE } from './example.js';
import { OBSERVED_MUTATIONS } from './observed.js';

const NOTHING = {
  databases: [],
  effects: [],
  charges: [],
  counted: [],
  wakes: [],
  starts: [],
  approvals: [],
  faults: [],
  backlog: null,
  paidCalls: [],
  graphs: null,
  jobsPerWorker: 1,
  trustMs: 1_500,
};

describe.each(Object.entries(INVARIANTS))('%s', (name, checker) => {
  it('holds where nothing is wrong, and says how much it looked at', () => {
    const verdict = checker(EXAMPLE);
    expect(verdict).toMatchObject({ invariant: name, holds: true });
    expect(verdict.checked).toBeGreaterThan(0);
  });
  it('does not hold for what a broken engine would leave behind', () => {
    const mutations = OBSERVED_MUTATIONS[name] ?? [];
    expect(mutations.length).toBeGreaterThan(0);
    for (const mutate of mutations) expect(checker(mutate(EXAMPLE))).toMatchObject({ invariant: name, holds: false });
  });
  it('is never said to hold when there was nothing to check', () => {
    expect(checker(NOTHING)).toMatchObject({ holds: null, checked: 0 });
  });
});
