import { contentHash, normalisedText } from './content-hash.js';

describe('content hash', () => {
  it('does not see white space, composition or invisible characters', () => {
    const plain = contentHash('Café opens at 9');
    expect(contentHash('  Cafe\u0301 \n\t opens\u00a0at 9 ')).toBe(plain);
    expect(contentHash('Ca\u00adfé\u200b opens at\u0000 9\ufeff')).toBe(plain);
  });
  it('sees case, punctuation and words', () => {
    expect(contentHash('Meeting cancelled')).not.toBe(contentHash('Meeting CANCELLED'));
    expect(contentHash('Open.')).not.toBe(contentHash('Open'));
    expect(contentHash('9 May')).not.toBe(contentHash('9May'));
  });
  it('keeps the order fixed: an invisible character between two spaces leaves one space', () => {
    expect(normalisedText('a \u200b b')).toBe('a b');
    expect(normalisedText(normalisedText(' x\u200b  y '))).toBe('x y');
  });
});
