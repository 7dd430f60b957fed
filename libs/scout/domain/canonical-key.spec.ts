import fc from 'fast-check';
import { canonicalKey, canonicalUrl, fetchableUrl } from './canonical-key.js';

describe('canonicalUrl', () => {
  it.each([
    ['HTTP://Example.COM:80/a/', 'http://example.com/a'],
    ['https://example.com/a?utm_source=x&b=2&a=1&fbclid=9#part', 'https://example.com/a?a=1&b=2'],
    ['https://m.example.com/news/', 'https://example.com/news'],
    ['https://example.com/story/amp/', 'https://example.com/story'],
    ['https://example.com./x', 'https://example.com/x'],
    ['https://example.com/#!/event/1', 'https://example.com/#!/event/1'],
    ['https://example.com/caf%c3%a9', 'https://example.com/caf%C3%A9'],
    ['https://user:secret@example.com/', 'https://example.com/'],
  ])('%s → %s', (given, expected) => {
    expect(canonicalUrl(given)).toBe(expected);
  });
  it.each(['mailto:a@b.c', 'javascript:alert(1)', 'not a url', 'ftp://example.com/x'])('refuses %s', (given) => {
    expect(canonicalUrl(given)).toBeNull();
  });
  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalUrl(url);
        expect(once === null ? null : canonicalUrl(once)).toBe(once);
      }),
    );
  });
});

describe('canonicalKey', () => {
  it('names a query by its normalised text', () => {
    expect(canonicalKey('  Food   Pantry Austin ')).toBe('query:food pantry austin');
  });
  it('is idempotent for queries too', () => {
    expect(canonicalKey(canonicalKey('Food Pantry'))).toBe('query:food pantry');
  });
});

describe('fetchableUrl', () => {
  it('keeps what a server may care for, and drops what it need not know', () => {
    expect(fetchableUrl('https://User:pw@Example.com/Meetings/?b=2&utm_source=x&a=1#top')).toBe(
      'https://example.com/Meetings/?b=2&a=1',
    );
  });
  it('is another spelling of the same page', () => {
    const url = 'https://example.com/meetings/?b=2&a=1';
    expect(canonicalUrl(fetchableUrl(url) ?? '')).toBe(canonicalUrl(url));
  });
  it('refuses what is no web address', () => {
    expect(fetchableUrl('mailto:a@b.c')).toBeNull();
  });
});
