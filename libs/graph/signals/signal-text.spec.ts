import { fullTextQuery } from './full-text-query.js';
import { titleKey } from './title-key.js';

describe('titles as dedup compares them', () => {
  it.each([
    ['  FREE   Meals!! ', 'free meals'],
    ['Café — brunch', 'café brunch'],
    ['Ｗide', 'wide'],
    ['Cafe\u0301', 'café'],
    ['¿Comida?', 'comida'],
  ])('"%s" is "%s"', (title, key) => {
    expect(titleKey(title)).toBe(key);
    expect(titleKey(key)).toBe(key);
  });
});

describe('full-text queries', () => {
  it.each([
    ['food bank', 'food AND (bank OR bank*)'],
    ['  Bank  ', '(bank OR bank*)'],
    ['a OR NOT (b)', 'a AND or AND not AND (b OR b*)'],
    ["o'neil", "(o'neil OR o'neil*)"],
    ['title:*~^"\\', '(title OR title*)'],
    ['*** ', null],
    ['', null],
  ])('"%s" becomes %s', (text, query) => {
    expect(fullTextQuery(text)).toBe(query);
  });
});
