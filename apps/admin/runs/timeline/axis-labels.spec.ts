import { axisLabels } from './axis-labels';

const gap = (left: number, ms = 60_000) => ({ ms, left, width: 4 });
const places = (...gaps: ReturnType<typeof gap>[]) => axisLabels(gaps).map(({ at, side }) => [at, side]);

describe('labels of idle stretches', () => {
  it('stand over the middle of the stretch', () => {
    expect(places(gap(48))).toEqual([[50, 'middle']]);
  });

  it('stay inside the axis at its ends, also of a wait that still goes on', () => {
    expect(places(gap(96))).toEqual([[100, 'end']]);
    expect(places(gap(84))).toEqual([[88, 'end']]);
    expect(places(gap(0))).toEqual([[0, 'start']]);
  });

  it('lie side by side where there is room for both', () => {
    expect(places(gap(10), gap(96))).toEqual([
      [10, 'start'],
      [100, 'end'],
    ]);
  });

  it('leave the room to the longer wait where there is not', () => {
    expect(places(gap(40, 10_000), gap(50, 90_000), gap(60, 20_000))).toEqual([[52, 'middle']]);
  });
});
