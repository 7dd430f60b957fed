import { nameKey } from './name-key.js';

describe('names of actors as they are compared', () => {
  it.each([
    ['The Food Bank, Inc.', 'food bank'],
    ['FOOD BANK LLC', 'food bank'],
    ['Smith & Sons Co.', 'smith and sons'],
    ["St. Mary's", 'st marys'],
    ['The', 'the'],
    ['Inc', 'inc'],
    ['Añoranza e.V.', 'añoranza'],
  ])('"%s" is "%s"', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });
});
