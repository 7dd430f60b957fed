import { StepKeys } from './step-keys.js';

describe('StepKeys', () => {
  it('numbers the uses of a name and keeps them apart from other names', () => {
    const keys = new StepKeys();
    expect(['a', 'b', 'a', 'a'].map((name) => keys.next(name).key)).toEqual(['a', 'b', 'a#2', 'a#3']);
  });
  it('never gives two uses of whatever names the same key', () => {
    const keys = new StepKeys();
    const names = ['page', 'page#2', 'page', 'page#2', 'page#2#1', 'page#1', 'page'];
    const given = names.map((name) => keys.next(name).key);
    expect(given).toEqual(['page', 'page#2#1', 'page#2', 'page#2#2', 'page#2#1#1', 'page#1#1', 'page#3']);
    expect(new Set(given).size).toBe(names.length);
  });
  it('tells which journaled steps the code did not ask for', () => {
    const keys = new StepKeys();
    keys.next('a');
    expect(keys.notAsked(['a', 'gone'])).toEqual(['gone']);
  });
});
