import { fingerprintOf, judgedEdges, judgedNegatives } from './response-mapping.js';

const verdict = (candidate_id: string, match_strength: number, responds = true) => ({
  candidate_id,
  responds,
  match_strength,
  explanation: 'Northside neighbours meet about it.',
});

describe('judged responses', () => {
  it('are only those asked about, said to respond, and strong enough', () => {
    const edges = judgedEdges(
      't',
      ['a', 'b', 'c'],
      [verdict('a', 0.9), verdict('b', 0.3), verdict('c', 0.8, false), verdict('x', 1)],
    );
    expect(edges.map(({ fromId }) => fromId)).toEqual(['a']);
  });
  it('are taken back when they are judged not to respond, or too weakly; what was not asked about stays', () => {
    const verdicts = [verdict('a', 0.9), verdict('b', 0.1), verdict('c', 0.8, false), verdict('x', 0, false)];
    expect(judgedNegatives('t', ['a', 'b', 'c'], verdicts).map(({ fromId }) => fromId)).toEqual(['b', 'c']);
  });
  it('are made whatever their explanation begins with', () => {
    expect(judgedEdges('t', ['a'], [verdict('a', 0.6)])[0]?.explanation).toMatch(/^Northside/);
  });
  it('have a strength between 0 and 1', () => {
    expect(judgedEdges('t', ['a'], [verdict('a', 7)])[0]?.matchStrength).toBe(1);
  });
  it('are asked again when the candidates change, not when their order does', () => {
    expect(fingerprintOf('t', ['a', 'b'])).toBe(fingerprintOf('t', ['b', 'a']));
    expect(fingerprintOf('t', ['a', 'b'])).not.toBe(fingerprintOf('t', ['a', 'c']));
  });
});
