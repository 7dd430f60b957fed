import { feedCandidates, isFeed, namedFeeds } from './feed-links.js';

const page = `<html><head>
<link rel="alternate" type="application/rss+xml" title="News" href="/news/rss.xml">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link rel="alternate" hreflang="es" href="/es">
<link rel="alternate" type="application/atom+xml" href="https://feeds.example.org/all.atom">
</head></html>`;

describe('feeds of an outlet', () => {
  it('are those its homepage names, without comments and translations', () => {
    expect(namedFeeds(page, 'https://news.example.org/')).toEqual([
      'https://news.example.org/news/rss.xml',
      'https://feeds.example.org/all.atom',
    ]);
  });
  it('are looked for at the usual paths when none is named', () => {
    expect(feedCandidates('<html></html>', 'https://news.example.org/home')).toContain('https://news.example.org/feed');
  });
  it('count only when they parse', () => {
    expect(isFeed('<rss version="2.0"><channel><title>T</title><item><title>A</title></item></channel></rss>')).toBe(
      true,
    );
    expect(isFeed('<html><body>Not found</body></html>')).toBe(false);
  });
  it('never count with an entity declaration', () => {
    expect(isFeed('<!DOCTYPE x [<!ENTITY a "b">]><rss version="2.0"><channel><title>&a;</title></channel></rss>')).toBe(
      false,
    );
  });
});
