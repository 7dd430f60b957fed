import { ECHO_FLAGGED_ABOVE, echoScore } from './echo-score.js';

describe('echoScore', () => {
  it('flags one voice repeating itself', () => {
    expect(echoScore(Array.from({ length: 8 }, () => ({ type: 'tension', entities: ['a'] })))).toBeGreaterThan(
      ECHO_FLAGGED_ABOVE,
    );
  });
  it('clears many voices with many kinds of signals', () => {
    const types = ['tension', 'need', 'aid', 'gathering', 'notice'];
    expect(echoScore(types.map((type, index) => ({ type, entities: [String(index)] })))).toBe(0);
  });
  it('says nothing about fewer than 5', () => {
    expect(echoScore([{ type: 'tension', entities: ['a'] }])).toBe(0);
  });
});
