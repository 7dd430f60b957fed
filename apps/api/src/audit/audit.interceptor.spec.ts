import { outcomeOf } from './audit.interceptor.js';

describe('the outcome of a mutation in the audit log', () => {
  it.each([
    [{ success: true }, 'ok'],
    [{ success: false, code: 'REGION_BUSY' }, 'REGION_BUSY'],
    [{ success: false }, 'refused'],
    [null, 'ok'],
  ])('%j is %s', (result, outcome) => {
    expect(outcomeOf(result)).toBe(outcome);
  });
});
