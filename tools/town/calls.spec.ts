import { callerOf, callKey, CallLog } from './calls.js';

describe('the call log', () => {
  it('has one key for one question, whatever the order of its fields', () => {
    expect(callKey('p', 'o', '{"a":1,"b":[1,2]}')).toBe(callKey('p', 'o', '{"b":[1,2],"a":1}'));
    expect(callKey('p', 'o', '{"b":[2,1],"a":1}')).not.toBe(callKey('p', 'o', '{"b":[1,2],"a":1}'));
    expect(callKey('p', 'o', 'x')).not.toBe(callKey('q', 'o', 'x'));
  });
  it('reads who called from the baggage, and nobody from none', () => {
    expect(callerOf({ baggage: 'scout.run=r-1,scout.step=read%20a%2Cb;meta=1' })).toEqual({
      runId: 'r-1',
      step: 'read a,b',
    });
    expect(callerOf({ baggage: 'scout.run=%E0%A4%A' })).toEqual({ runId: '%E0%A4%A', step: null });
    expect(callerOf({})).toEqual({ runId: null, step: null });
  });
  it('gives rows after a number', () => {
    const log = new CallLog();
    for (const key of ['a', 'b', 'c'])
      log.record({ provider: 'p', operation: 'o', key, billedMicroUsd: 0, runId: null, step: null, status: 200 });
    expect(log.since(1).map(({ n, key }) => [n, key])).toEqual([
      [2, 'b'],
      [3, 'c'],
    ]);
  });
});
