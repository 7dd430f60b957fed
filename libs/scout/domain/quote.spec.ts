import { locateQuote } from './quote.js';

const text =
  'Intro.\n\nThe food   pantry is open\nevery Tuesday — “free for all” 🥫 at Peña Hall. The food pantry is open again.';

describe('locateQuote', () => {
  it('finds a quote as it stands', () => {
    expect(locateQuote(text, 'every Tuesday — “free for all” 🥫')).toMatchObject({
      alignment: 'exact',
      offset: text.indexOf('every'),
    });
  });
  it('finds it across broken lines, and gives the words of the text', () => {
    const found = locateQuote(text, 'The food pantry is open every Tuesday');
    expect(found).toMatchObject({ alignment: 'whitespace', quote: 'The food   pantry is open\nevery Tuesday' });
    expect(text.slice(found!.offset, found!.offset + found!.quote.length)).toBe(found!.quote);
  });
  it('finds it in other case and typography', () => {
    expect(locateQuote(text, 'EVERY TUESDAY - "FREE FOR ALL" 🥫 AT PEÑA HALL')).toMatchObject({
      alignment: 'casefold',
      offset: text.indexOf('every'),
    });
  });
  it('does not find what only resembles it', () => {
    expect(locateQuote(text, 'every Tuesday at Pena Hall')).toBeNull();
    expect(locateQuote(text, 'The food pantry is closed')).toBeNull();
  });
  it('refuses a quote too short to prove anything', () => {
    expect(locateQuote(text, 'open')).toBeNull();
    expect(locateQuote(text, '   ')).toBeNull();
  });
  it('takes the first of repeated mentions', () => {
    expect(locateQuote(text, 'The food pantry is open again')).toMatchObject({ alignment: 'exact' });
  });
});
