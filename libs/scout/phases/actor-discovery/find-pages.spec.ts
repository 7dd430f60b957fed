import { pagesToRead } from './find-pages.js';

describe('pages that may name actors', () => {
  it('are read in order of rank across searches, each once', () => {
    const urls = pagesToRead([
      ['https://a.org/', 'https://b.org/'],
      ['https://a.org/#top', 'https://c.org/'],
    ]);
    expect(urls).toEqual(['https://a.org/', 'https://b.org/', 'https://c.org/']);
  });
  it('are neither platforms nor more than the limit', () => {
    expect(
      pagesToRead([['https://facebook.com/x', 'mailto:a@b.org', 'https://a.org/x', 'https://b.org/y']], 1),
    ).toEqual(['https://a.org/x']);
  });
});
