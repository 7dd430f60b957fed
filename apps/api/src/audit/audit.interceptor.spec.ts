import { outcomeOf, reasonIn, targetsIn } from './audit.interceptor.js';

describe('the outcome of a mutation in the audit log', () => {
  it.each([
    [{ success: true }, 'ok'],
    [{ success: false, code: 'REGION_BUSY' }, 'REGION_BUSY'],
    [{ success: false }, 'refused'],
    [null, 'ok'],
    [{ notFound: ['b'] }, 'ok'],
    [{ notFound: ['a'] }, 'not_found'],
  ])('%j is %s', (result, outcome) => {
    expect(outcomeOf(result, 'a')).toBe(outcome);
  });
});

describe('what the audit log says of a mutation', () => {
  it('names each thing that it was about, once', () => {
    expect(targetsIn({ ids: ['a', 'b', 'a'], status: 'live' })).toEqual(['a', 'b']);
    expect(targetsIn({ id: 'a' })).toEqual(['a']);
    expect(targetsIn({ ids: [] })).toEqual([null]);
  });

  it('says what was decided, and why', () => {
    expect(reasonIn({ status: 'rejected', reason: 'spam' })).toBe('rejected: spam');
    expect(reasonIn({ decision: 'hold', note: 'wait' })).toBe('hold: wait');
    expect(reasonIn({ status: 'live' })).toBe('live');
    expect(reasonIn({ query: 'Austin, TX' })).toBeNull();
  });
});
