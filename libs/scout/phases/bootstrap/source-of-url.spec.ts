import { kindOfUrl, sourceOfQuery, sourceOfUrl } from './source-of-url.js';

describe('sources from addresses and queries', () => {
  it.each([
    ['https://city.gov/meetings', 'page'],
    ['https://news.org/feed', 'feed'],
    ['https://news.org/rss.xml', 'feed'],
    ['https://library.org/events.ics', 'calendar'],
    ['https://www.reddit.com/r/austin', 'social'],
  ])('%s is a %s', (url, kind) => {
    expect(kindOfUrl(url)).toBe(kind);
  });
  it('need an http address', () => {
    expect(sourceOfUrl('mailto:a@b.org', { method: 'cold_start', reason: 'x' })).toBeNull();
  });
  it('have one key for one query, however it is written', () => {
    expect(sourceOfQuery('Austin  Food Bank', 'response', 'x').canonicalKey).toBe(
      sourceOfQuery('austin food bank', 'response', 'x').canonicalKey,
    );
  });
});
