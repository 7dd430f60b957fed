import { fairness, figuresOf, overlaps } from './figures.js';
import type { RunFact } from './journal.js';

const run = (region: string, fact: Partial<RunFact> = {}): RunFact => ({
  region,
  id: `${region}-1`,
  rootId: `${region}-1`,
  kind: 'full-run',
  fannedOut: false,
  createdAt: 0,
  startedAt: 900,
  finishedAt: 1_000,
  ...fact,
});
const source = (region: string, n: number, startedAt: number, finishedAt: number): RunFact =>
  run(region, {
    id: `${region}-1.${String(n)}`,
    kind: 'scrape_source',
    fannedOut: true,
    createdAt: 100,
    startedAt,
    finishedAt,
  });
const step = (region: string, startedAt: number, endedAt: number) => ({ region, startedAt, endedAt });

describe('figures of regions', () => {
  it('tell waits, the span of reading and the longest gap while others went on', () => {
    const read = (region: string): RunFact => run(region, { id: `${region}-1-scrape`, kind: 'scrape' });
    const runs = [run('a'), read('a'), source('a', 1, 150, 200), source('a', 2, 200, 400), run('b'), read('b')];
    const steps = [step('a', 10, 20), step('b', 30, 40), step('a', 150, 200), step('b', 250, 300), step('a', 300, 400)];
    const [a, b] = figuresOf(runs, steps);
    expect(a).toMatchObject({
      sources: 2,
      startWaitMs: 10,
      firstSourceWaitMs: 50,
      scrapeMs: 250,
      longestGapMs: 200,
      readAfterMs: 1_000,
    });
    expect(b).toMatchObject({ sources: 0, startWaitMs: 30, scrapeMs: 0, longestGapMs: 700 });
  });

  it('count no gap in which nobody got anything done', () => {
    const [a] = figuresOf([run('a'), run('b')], [step('b', 5, 10), step('a', 15, 20), step('a', 30, 90)]);
    expect(a?.longestGapMs).toBe(20);
  });

  it('set the longest wait beside the median', () => {
    expect(fairness([100, 100, 200])).toEqual({ longestMs: 200, medianMs: 100, ratio: 2 });
  });

  it('find two phases at one time in a region, and leave children of a fan-out alone', () => {
    const one = run('a', { id: 'a-1-bootstrap', startedAt: 0, finishedAt: 100 });
    const two = run('a', { id: 'a-1-scrape', startedAt: 99, finishedAt: 200 });
    expect(overlaps([one, two, run('a', { startedAt: 200 })])).toEqual(['a-1-bootstrap and a-1-scrape']);
    expect(overlaps([run('a', { startedAt: 0 }), source('a', 1, 10, 20), source('a', 2, 10, 20)])).toEqual([]);
  });
});
