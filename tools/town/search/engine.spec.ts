import { SearchEngine, type SearchPage } from './engine.js';

const page = (site: string, title: string, text: string, news = false): SearchPage => ({
  url: `https://${site}/a/page`,
  site,
  title,
  text,
  published: null,
  news,
});
const engine = new SearchEngine([
  page('foodbank.example', 'Food bank', 'Free groceries on Tuesday for everyone in town'),
  page('creek.example', 'Creek cleanup', 'Volunteers clean the creek; groceries are not given'),
  page('news.example', 'Storm', 'A storm flooded the creek and the town', true),
]);
const found = (query: string, options: { news?: boolean; count?: number } = {}) =>
  engine.search(query, { count: 10, ...options }).map(({ page: hit }) => hit.site);

describe('a search', () => {
  it('ranks by the words of the query, with the plural of a word as the word', () => {
    expect(found('free grocery groceries bank')[0]).toBe('foodbank.example');
    expect(found('creeks')).toEqual(['creek.example', 'news.example']);
  });
  it('finds nothing for words that stand nowhere', () => {
    expect(found('opera tickets')).toEqual([]);
  });
  it('keeps to a site, a phrase, an exclusion and to news', () => {
    expect(found('site:creek.example groceries')).toEqual(['creek.example']);
    expect(found('"flooded the creek"')).toEqual(['news.example']);
    expect(found('creek -volunteers')).toEqual(['news.example']);
    expect(found('creek', { news: true })).toEqual(['news.example']);
    expect(found('site:eventbrite.com creek')).toEqual([]);
  });
  it('shows the stretch of the page that holds the words, and no more results than asked for', () => {
    expect(engine.search('groceries', { count: 1 })).toHaveLength(1);
    expect(engine.search('volunteers', { count: 1 })[0]?.snippet).toContain('Volunteers clean');
  });
});
