import { timeScale, union, without } from './time-scale';

const HOUR = 3_600_000;

describe('the axis of the time line', () => {
  it('is even where something is always at work', () => {
    const scale = timeScale({ from: 0, to: 100_000 }, [{ from: 0, to: 100_000 }]);
    expect(scale.gaps).toEqual([]);
    expect(scale.percent(25_000)).toBeCloseTo(25);
    expect(scale.percent(-5)).toBe(0);
    expect(scale.percent(1e9)).toBeCloseTo(100);
  });

  it('keeps a pause that is short beside the work', () => {
    const scale = timeScale({ from: 0, to: 100_000 }, [
      { from: 0, to: 48_000 },
      { from: 52_000, to: 100_000 },
    ]);
    expect(scale.gaps).toEqual([]);
  });

  it('draws a night of waiting narrow, so that two minutes of work fill the axis', () => {
    const scale = timeScale({ from: 0, to: 10 * HOUR + 120_000 }, [
      { from: 0, to: 60_000 },
      { from: 10 * HOUR + 60_000, to: 10 * HOUR + 120_000 },
    ]);
    expect(scale.gaps).toHaveLength(1);
    expect(scale.gaps[0]).toMatchObject({ ms: 10 * HOUR, width: 4 });
    expect(scale.percent(60_000)).toBeCloseTo(48);
    expect(scale.percent(10 * HOUR + 60_000)).toBeCloseTo(52);
    expect(scale.percent(10 * HOUR + 120_000)).toBeCloseTo(100);
  });

  it('never runs backwards, and leaves most of the axis to work, however many gaps there are', () => {
    const busy = Array.from({ length: 50 }, (_, n) => ({ from: n * HOUR, to: n * HOUR + 1_000 }));
    const scale = timeScale({ from: 0, to: 50 * HOUR }, busy);
    const places = Array.from({ length: 500 }, (_, n) => scale.percent((n * 50 * HOUR) / 499));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(scale.gaps.reduce((sum, gap) => sum + gap.width, 0)).toBeLessThanOrEqual(40.001);
    expect(scale.percent(50 * HOUR)).toBeCloseTo(100);
  });

  it('compresses nothing where nothing was ever at work', () => {
    expect(timeScale({ from: 0, to: 8 * HOUR }, []).gaps).toEqual([]);
  });

  it('bears a span of no length', () => {
    expect(timeScale({ from: 5, to: 5 }, []).percent(5)).toBe(0);
  });
});

describe('intervals', () => {
  it('are joined where they overlap or touch', () => {
    expect(
      union([
        { from: 5, to: 9 },
        { from: 0, to: 3 },
        { from: 3, to: 4 },
        { from: 8, to: 12 },
        { from: 20, to: 20 },
      ]),
    ).toEqual([
      { from: 0, to: 4 },
      { from: 5, to: 12 },
    ]);
  });

  it('are cut where there are holes', () => {
    expect(
      without(
        [{ from: 0, to: 10 }],
        [
          { from: 2, to: 4 },
          { from: 9, to: 15 },
        ],
      ),
    ).toEqual([
      { from: 0, to: 2 },
      { from: 4, to: 9 },
    ]);
  });
});
