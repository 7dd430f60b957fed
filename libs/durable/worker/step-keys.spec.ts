import { StepKeys } from './step-keys.js';

describe('StepKeys', () => {
  it('numbers the uses of a name and keeps them apart from other names', () => {
    const keys = new StepKeys();
    expect(['a', 'b', 'a', 'a'].map((name) => keys.next(name).key)).toEqual(['a', 'b', 'a#2', 'a#3']);
  });
  it('tells which journaled steps the code did not ask for', () => {
    const keys = new StepKeys();
    keys.next('a');
    expect(keys.notAsked(['a', 'gone'])).toEqual(['gone']);
  });
});
