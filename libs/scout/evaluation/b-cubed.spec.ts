import { bCubed } from './b-cubed.js';

const pair = (a: string, b: string, label: 'same' | 'different', decided: boolean) => ({
  kind: 'organisation',
  a,
  b,
  label,
  decided,
});

describe('bCubed', () => {
  it('is 1 when every pair is decided as labelled', () => {
    expect(bCubed([pair('a', 'b', 'same', true), pair('a', 'c', 'different', false)])).toEqual({
      precision: 1,
      recall: 1,
      f1: 1,
    });
  });
  it('loses recall for what was kept apart and precision for what was joined', () => {
    expect(bCubed([pair('a', 'b', 'same', false)])).toMatchObject({ precision: 1, recall: 0.5 });
    expect(bCubed([pair('a', 'b', 'different', true)])).toMatchObject({ precision: 0.5, recall: 1 });
  });
  it('joins over a third', () => {
    const chain = [pair('a', 'b', 'same', true), pair('b', 'c', 'same', true), pair('a', 'c', 'same', false)];
    expect(bCubed(chain).f1).toBe(1);
  });
});
