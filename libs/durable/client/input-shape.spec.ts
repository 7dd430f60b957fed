import type { Json } from '../types.js';
import { shapeProblem } from './input-shape.js';

describe('an edited input of a step', () => {
  it.each<[string, Json, Json]>([
    ['other words', { query: 'food bank' }, { query: 'food pantry' }],
    ['more items of the same kind', { texts: ['a'] }, { texts: ['b', 'c'] }],
    ['items where there were none', { texts: [] }, { texts: [1] }],
    ['another number', 3, 4],
  ])('may have %s', (_, journaled, edited) => {
    expect(shapeProblem(journaled, edited)).toBeNull();
  });

  it.each<[Json, Json, RegExp]>([
    [{ query: 'a' }, 'a', /must be an object, not text/],
    [{ query: 'a' }, { query: 7 }, /"query" must be text, not a number/],
    [{ query: 'a', limit: 5 }, { query: 'a' }, /lacks "limit"/],
    [{ query: 'a' }, { query: 'a', more: true }, /has no "more"/],
    [{ texts: ['a'] }, { texts: ['a', null] }, /"texts" can't hold null/],
    [['a'], { 0: 'a' }, /must be a list, not an object/],
  ])('is told what is wrong with its shape: %j → %j', (journaled, edited, problem) => {
    expect(shapeProblem(journaled, edited)).toMatch(problem);
  });
});
