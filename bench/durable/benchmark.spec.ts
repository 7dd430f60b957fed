import { summarize, summarizeMeasure } from './benchmark.js';

describe('summarize', () => {
  it('takes medians of the repeats and says how far they lie apart', () => {
    const repeat = (elapsedMs: number) => ({
      runs: 100,
      elapsedMs,
      workflowMs: { p50: elapsedMs / 10, p99: elapsedMs / 5 },
      cpuMs: elapsedMs / 2,
    });
    const line = summarize('scout', { steps: 6, inFlight: 50, warmUpMs: 1, measuredMs: 1 }, [
      repeat(600),
      repeat(500),
      repeat(1_000),
    ]);
    expect(line).toMatchObject({
      engine: 'scout',
      stepsPerSecond: 1_000,
      msPerStep: 50,
      p50: 60,
      p99: 120,
      repeats: 3,
      cpuMsPerStep: 0.5,
    });
    expect(line.spread).toBeCloseTo(0.6);
  });
});

describe('summarizeMeasure', () => {
  it('takes the median of each figure', () => {
    expect(
      summarizeMeasure('resume', [
        { ms: 3, n: 1 },
        { ms: 9, n: 1 },
        { ms: 4, n: 1 },
      ]),
    ).toEqual({
      bench: 'durable',
      measure: 'resume',
      repeats: 3,
      ms: 4,
      n: 1,
    });
  });
});
