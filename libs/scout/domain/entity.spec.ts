import { entityOf } from './entity.js';

describe('entityOf', () => {
  it.each([
    ['https://www.news.example.co.uk/a/b', 'example.co.uk'],
    ['https://events.austintexas.gov/x', 'austintexas.gov'],
    ['https://old.reddit.com/r/Austin/comments/1', 'reddit.com/r/austin'],
    ['https://www.instagram.com/Mutual_Aid/', 'instagram.com/mutual_aid'],
    ['http://203.0.113.7/x', '203.0.113.7'],
  ])('%s is %s', (url, entity) => {
    expect(entityOf(url)).toBe(entity);
  });
  it('gives one entity to all pages of a site', () => {
    expect(entityOf('https://a.test.org/1')).toBe(entityOf('https://b.test.org/2'));
  });
});
