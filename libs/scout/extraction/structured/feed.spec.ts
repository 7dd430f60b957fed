import { feedItemAddress, feedText, MAX_FEED_ITEMS, readFeed, recentItems } from './feed.js';

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>City News</title><link>https://news.test</link>${items}</channel></rss>`;
const item = (title: string, date: string) =>
  `<item><title>${title}</title><link>/story/${title}</link><description>&lt;p&gt;Text of ${title}&lt;/p&gt;</description><pubDate>${date}</pubDate></item>`;

describe('readFeed', () => {
  it('reads items with plain text and absolute links', () => {
    const feed = readFeed(rss(item('one', 'Mon, 01 Jun 2026 10:00:00 GMT')), 'https://news.test/rss');
    expect(feed).toMatchObject({
      title: 'City News',
      items: [
        {
          title: 'one',
          url: 'https://news.test/story/one',
          text: 'Text of one',
          publishedAt: '2026-06-01T10:00:00.000Z',
        },
      ],
    });
    expect(feedText(feed!)).toContain('Text of one');
  });
  it('reads Atom', () => {
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>E</title><link rel="alternate" href="https://a.test/e"/><updated>2026-06-01T00:00:00Z</updated><content type="html">&lt;b&gt;C&lt;/b&gt;</content></entry></feed>';
    expect(readFeed(atom, 'https://a.test/')?.items[0]).toMatchObject({
      title: 'E',
      url: 'https://a.test/e',
      text: 'C',
    });
  });
  it('gives items without a page a place in the feed, by their guid', () => {
    const [read] =
      readFeed(
        rss(
          '<item><title>Road closed</title><guid isPermaLink="false">tag:city,1</guid><description>Elm St.</description></item>',
        ),
        'https://news.test/feed.xml',
      )?.items ?? [];
    expect(read).toMatchObject({ url: null, guid: 'tag:city,1', text: 'Elm St.' });
    expect(feedItemAddress(read!, 'https://news.test/feed.xml')).toBe('https://news.test/feed.xml#tag%3Acity%2C1');
    expect(feedItemAddress({ ...read!, guid: null }, 'https://news.test/feed.xml')).toMatch(/#Road%20closed$/);
  });
  it('refuses an entity bomb', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>${rss('<item><title>&lol2;</title></item>').slice(21)}`;
    expect(readFeed(bomb, 'https://x.test')).toBeNull();
  });
  it.each(['', 'not xml', '<html></html>', '{}'])('gives null for %j', (text) => {
    expect(readFeed(text, 'https://x.test')).toBeNull();
  });
});

describe('recentItems', () => {
  const at = new Date('2026-06-30T00:00:00Z');
  const feed = (dates: (string | null)[]) => ({
    title: null,
    items: dates.map((publishedAt, index) => ({
      title: String(index),
      url: null,
      guid: null,
      text: '',
      publishedAt,
      author: null,
    })),
  });
  it('are of the last 30 days, newest first, undated ones included', () => {
    expect(
      recentItems(feed(['2026-05-01T00:00:00Z', '2026-06-20T00:00:00Z', null]), at).map(({ title }) => title),
    ).toEqual(['2', '1']);
  });
  it('are at most 20', () => {
    expect(recentItems(feed(Array.from({ length: 50 }, () => '2026-06-20T00:00:00Z')), at)).toHaveLength(
      MAX_FEED_ITEMS,
    );
  });
});
