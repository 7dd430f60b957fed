import type { Candidate } from './select-candidates.js';
import { selectCandidates } from './select-candidates.js';

const candidate = (id: string, cosine: number, more: Partial<Candidate> = {}): Candidate => ({
  id,
  cosine,
  via: 'narrative',
  arc: 'active',
  ...more,
});

describe('situations a signal may belong to', () => {
  it('are the five nearest above the threshold', () => {
    const found = [0.9, 0.8, 0.7, 0.65, 0.64, 0.63, 0.5].map((cosine, index) => candidate(String(index), cosine));
    expect(selectCandidates(found, 0, 0.6).map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4']);
  });
  it('come back from the cold only when clearly meant', () => {
    const cold = [candidate('story', 0.76, { arc: 'cold' }), candidate('cause', 0.76, { arc: 'cold', via: 'causal' })];
    expect(selectCandidates(cold, 0, 0.6).map(({ id }) => id)).toEqual(['story']);
  });
  it('are looked for further away for a hot signal that has none', () => {
    const developing = [candidate('d', 0.5, { arc: 'developing' }), candidate('a', 0.5)];
    expect(selectCandidates(developing, 0.6, 0.6).map(({ id }) => id)).toEqual(['d']);
    expect(selectCandidates(developing, 0.4, 0.6)).toEqual([]);
  });
});
