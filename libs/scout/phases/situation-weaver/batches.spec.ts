import { batchesOf, communities } from './batches.js';

const edge = (a: string, b: string, weight = 0.9) => ({ a, b, cosine: weight, weight });

describe('what is woven together', () => {
  const ids = ['a1', 'b1', 'a2', 'b2', 'a3', 'x'];
  const edges = [edge('a1', 'a2'), edge('a2', 'a3'), edge('a1', 'a3'), edge('b1', 'b2'), edge('a1', 'b1', 0.05)];

  it('is what is alike', () => {
    expect(communities(ids, edges, 'seed')).toEqual([['a1', 'a2', 'a3'], ['b1', 'b2'], ['x']]);
  });
  it('is the same for the same seed', () => {
    expect(communities(ids, edges, 'seed')).toEqual(communities(ids, edges, 'seed'));
  });
  it('stays together in batches where it fits', () => {
    expect(batchesOf([['a1', 'a2', 'a3'], ['b1', 'b2', 'b3'], ['x']], 5)).toEqual([
      ['a1', 'a2', 'a3'],
      ['b1', 'b2', 'b3', 'x'],
    ]);
    expect(batchesOf([['1', '2', '3', '4', '5', '6']], 5)).toEqual([['1', '2', '3', '4', '5'], ['6']]);
  });
  it('needs no edges', () => {
    expect(communities(['a', 'b'], [], 'seed')).toEqual([['a'], ['b']]);
  });
});
