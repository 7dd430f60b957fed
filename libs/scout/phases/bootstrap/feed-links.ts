import { parseFeed } from 'feedsmith';
import { parseHTML } from 'linkedom';

/** Where feeds usually are when a page does not name them. */
const USUAL_PATHS = ['/feed', '/rss', '/rss.xml', '/feed.xml', '/atom.xml', '/index.xml'];
const FEED_TYPES = /^application\/(rss|atom|feed|rdf)\+(xml|json)|^application\/json\+feed|^text\/xml/i;
const MAX_NAMED = 4;

/** Feeds that a homepage names by `<link rel="alternate">`, absolute and in its order; comment feeds left out. */
export function namedFeeds(html: string, pageUrl: string): string[] {
  const { document } = parseHTML(html);
  const urls: string[] = [];
  for (const link of document.querySelectorAll('link[rel~="alternate"][href]')) {
    if (!FEED_TYPES.test(link.getAttribute('type') ?? '')) continue;
    if (/comment/i.test(`${link.getAttribute('title') ?? ''} ${link.getAttribute('href') ?? ''}`)) continue;
    const url = URL.parse(link.getAttribute('href') ?? '', pageUrl);
    if (url !== null && /^https?:$/.test(url.protocol) && !urls.includes(url.href)) urls.push(url.href);
  }
  return urls.slice(0, MAX_NAMED);
}

/** Addresses to try, in order: what the page names, else the usual paths of its host. */
export function feedCandidates(html: string, pageUrl: string): string[] {
  const named = namedFeeds(html, pageUrl);
  return named.length > 0 ? named : USUAL_PATHS.map((path) => new URL(path, pageUrl).href);
}

/** A feed counts when it parses and has entries' place in it (RSS, Atom, RDF or JSON Feed). */
export function isFeed(text: string): boolean {
  if (/<!ENTITY/i.test(text.slice(0, 4_096))) return false;
  try {
    parseFeed(text);
    return true;
  } catch {
    // The parser's way to say that this is no feed.
    return false;
  }
}
