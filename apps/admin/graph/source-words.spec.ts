import { factsInLine, timesRead } from './source-words';

const source = { kind: 'FEED', role: 'TENSION', weight: 0.5, scrapeCount: 12, consecutiveEmptyRuns: 0 } as const;

describe('a source in words', () => {
  it('was read so often, and so often in a row for nothing', () => {
    expect(timesRead(source)).toBe('12×');
    expect(timesRead({ ...source, consecutiveEmptyRuns: 3 })).toBe('12× (3 empty)');
  });

  it('tells in one line what a narrow page has no columns for', () => {
    expect(factsInLine(source)).toBe('feed · looks for tensions · weight 0.50 · read 12×');
  });
});
