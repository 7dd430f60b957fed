import { linkScore, linkSources, linksWorthFollowing, MAX_LINKS_PER_SOURCE } from './links.js';

describe('links worth following', () => {
  it('prefers what promises community life and never follows logins, shares or platforms', () => {
    expect(linkScore({ url: 'https://city.test/events/cleanup', text: 'River cleanup event' })).toBeGreaterThan(
      linkScore({ url: 'https://city.test/a', text: 'A' }) ?? 0,
    );
    expect(linkScore({ url: 'https://city.test/login', text: 'Log in' })).toBeNull();
    expect(linkScore({ url: 'https://www.facebook.com/x', text: 'Our page' })).toBeNull();
  });
  it('takes at most 20 of a source', () => {
    const links = Array.from({ length: 50 }, (_, index) => ({
      url: `https://city.test/${String(index)}`,
      text: 'page',
    }));
    expect(linksWorthFollowing(links)).toHaveLength(MAX_LINKS_PER_SOURCE);
  });
  it('survives broken escapes', () => {
    expect(() => linkScore({ url: 'https://city.test/%E0%A4%A', text: '' })).not.toThrow();
  });
});

describe('linkSources', () => {
  it('makes one source of the same link on two pages', () => {
    const link = { url: 'https://city.test/events?utm_source=a', score: 2 };
    const sources = linkSources([
      { links: [link], depth: 0 },
      { links: [{ ...link, url: 'https://city.test/events' }], depth: 0 },
    ]);
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({
      canonicalKey: 'https://city.test/events',
      weight: 0.25,
      discoveryMethod: 'linked_from',
      depth: 1,
    });
  });
  it('promotes no more than the cap', () => {
    const links = Array.from({ length: 10 }, (_, index) => ({ url: `https://city.test/${String(index)}`, score: 1 }));
    expect(linkSources([{ links, depth: 0 }], 3)).toHaveLength(3);
  });
  it('does not wander endlessly', () => {
    expect(linkSources([{ links: [{ url: 'https://city.test/a', score: 1 }], depth: 3 }])).toEqual([]);
  });
});
