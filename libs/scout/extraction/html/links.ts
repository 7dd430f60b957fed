import { canonicalUrl, fetchableUrl } from '../../domain/index.js';
import { absoluteUrl, foldedText, type DomDocument } from './dom.js';

export interface PageLink {
  readonly url: string;
  readonly text: string;
}

const ASSET =
  /\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mjs|woff2?|ttf|eot|mp[34]|m4[av]|mov|avi|webm|ogg|wav|zip|gz|tgz|rar|7z|exe|dmg|apk|docx?|xlsx?|pptx?|odt|csv|json|xml|rss|atom|ics)$/i;
/** Documents that are read like pages. */
const READABLE_FILE = /\.(?:xml|rss|atom|ics)$/i;

/**
 * The page's outgoing http(s) links, each canonical address once, tracking parameters removed.
 * `javascript:`, `mailto:`, `tel:`, `data:`, fragments of the page itself and binaries are left out; feeds and calendars stay.
 */
export function pageLinks(document: DomDocument, pageUrl: string): PageLink[] {
  const base = absoluteUrl(document.querySelector('base[href]')?.getAttribute('href'), pageUrl) ?? pageUrl;
  const own = canonicalUrl(pageUrl);
  const links = new Map<string, PageLink>();
  const add = (href: string | null, text: string): void => {
    if (href === null || href.trim().startsWith('#')) return;
    const url = fetchableUrl(absoluteUrl(href, base) ?? '');
    const key = url === null ? null : canonicalUrl(url);
    if (url === null || key === null || key === own || links.has(key)) return;
    const { pathname } = new URL(url);
    if (ASSET.test(pathname) && !READABLE_FILE.test(pathname)) return;
    links.set(key, { url, text });
  };
  for (const anchor of document.querySelectorAll('a[href], area[href]'))
    add(anchor.getAttribute('href'), foldedText(anchor));
  return [...links.values()];
}

/** Addresses of the page's feeds and calendars, as it announces them. */
export function announcedFeeds(document: DomDocument, pageUrl: string): string[] {
  const found = new Set<string>();
  for (const link of document.querySelectorAll('link[rel~="alternate"][href]')) {
    const type = link.getAttribute('type') ?? '';
    const url = absoluteUrl(link.getAttribute('href'), pageUrl);
    if (url !== null && /rss|atom|feed\+json|calendar/i.test(type)) found.add(url);
  }
  return [...found];
}
