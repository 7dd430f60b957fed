import { isJunkTitle, normaliseTitle } from './title.js';

describe('normaliseTitle', () => {
  it('folds case, accents and punctuation', () => {
    expect(normaliseTitle('  Café & Repair — Night! ')).toBe('cafe and repair night');
  });
  it('keeps the letters of other scripts', () => {
    expect(normaliseTitle('食料 配布')).toBe('食料 配布');
  });
  it('is idempotent', () => {
    const once = normaliseTitle('Ünïted “Tenants” #2');
    expect(normaliseTitle(once)).toBe(once);
  });
});

describe('isJunkTitle', () => {
  it.each(['Home', '404 Not Found', '  ', '2019', 'Read more', 'TBD'])('refuses %j', (title) => {
    expect(isJunkTitle(title)).toBe(true);
  });
  it.each(['Board of Directors', 'Food pantry', 'Home repair clinic'])('keeps %j', (title) => {
    expect(isJunkTitle(title)).toBe(false);
  });
});
