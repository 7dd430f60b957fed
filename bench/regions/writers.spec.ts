import { crowded } from './writers.js';

const running = (roots: readonly string[], phases: readonly string[] = []) => ({ region: 'a', roots, phases });

describe('a look at writers', () => {
  it('finds nothing wrong with one tree that holds its region, or has just given it back', () => {
    expect(crowded([running(['a-1'], ['a-1-scrape'])], new Map([['a', 'a-1']]))).toEqual([]);
    expect(crowded([running(['a-1'])], new Map())).toEqual([]);
  });
  it('finds two trees, two phases, and a tree that does not hold its region', () => {
    expect(crowded([running(['a-1', 'a-2'])], new Map([['a', 'a-1']]))).toEqual(['a: a-1 and a-2 at once']);
    expect(crowded([running(['a-1'], ['a-1-scrape', 'a-1-synthesis'])], new Map())).toHaveLength(1);
    expect(crowded([running(['a-1'])], new Map([['a', 'a-2']]))).toEqual(['a is held by a-2, a-1 at work']);
  });
});
