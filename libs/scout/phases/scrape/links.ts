import { canonicalKey, initialWeight, isSharedHost } from '../../domain/index.js';
import type { NewSource } from '#graph';
import type { PageLink } from '../../extraction/index.js';
import type { FollowableLink } from './scrape-input.js';

export const MAX_LINKS_PER_SOURCE = 20;
export const MAX_LINKS_PER_RUN = 100;
/** How far from a first source links are followed. */
export const MAX_DEPTH = 3;

/** Pages that never tell of the community: accounts, legal texts, shares, shops, archives without end. */
const NEVER =
  /\b(?:log-?in|sign-?in|sign-?up|register|logout|password|account|cart|checkout|privacy|terms|cookies?|legal|disclaimer|accessibility-statement|sitemap|wp-admin|wp-login|wp-json|xmlrpc|cdn-cgi|share|sharer|intent|subscribe|unsubscribe|rss-help|print|advertise|careers|jobs)\b/i;
const NEVER_HOSTS =
  /(?:^|\.)(?:facebook|twitter|x|linkedin|pinterest|youtube|youtu|vimeo|google|goo|bing|apple|microsoft|adobe|wikipedia|wikimedia|amazon|wordpress|w3|creativecommons|schema|mozilla|paypal|doubleclick|googletagmanager|gravatar|translate)\.[a-z.]+$/i;
const PROMISING =
  /(?:events?|calendar|meetings?|agendas?|volunteer|donat|help|food|pantry|meals?|aid|relief|shelter|housing|tenant|rent|eviction|legal-aid|clinic|notices?|alerts?|advisor|news|stor(?:y|ies)|reports?|resources?|services?|programs?|clean-?up|park|river|garden|community|neighbo|council|committee|board|hearing|school|library|mutual|workshop|class|drive|needs?|wanted|eventos?|ayuda|comida|vivienda|noticias)/i;

/** How much a link promises, 0 and up; null for one never to follow. */
export function linkScore({ url, text }: PageLink): number | null {
  const { hostname, pathname, search } = new URL(url);
  if (NEVER.test(`${pathname}${search}`) || NEVER.test(text) || NEVER_HOSTS.test(hostname)) return null;
  return (
    (PROMISING.test(text) ? 2 : 0) +
    (PROMISING.test(decodeURIComponent(safe(pathname))) ? 1 : 0) +
    (text.trim().length > 12 ? 1 : 0)
  );
}

/** A path that may hold broken escapes. */
const safe = (path: string): string => path.replace(/%(?![0-9a-f]{2})/gi, '%25').replace(/%[89a-f][0-9a-f]/gi, '');

/** The links of a page worth following, best first, at most 20. */
export function linksWorthFollowing(links: readonly PageLink[]): FollowableLink[] {
  return links
    .flatMap((link) => {
      const score = linkScore(link);
      return score === null ? [] : [{ url: link.url, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MAX_LINKS_PER_SOURCE);
}

/** New sources of the links that a run's readings found: each address once, best first, at most `limit`. */
export function linkSources(
  readings: readonly { readonly links: readonly FollowableLink[]; readonly depth: number }[],
  limit = MAX_LINKS_PER_RUN,
): NewSource[] {
  const best = new Map<string, { link: FollowableLink; depth: number }>();
  for (const { links, depth } of readings) {
    if (depth >= MAX_DEPTH) continue;
    for (const link of links) {
      const key = canonicalKey(link.url);
      const known = best.get(key);
      if (known === undefined || known.link.score < link.score)
        best.set(key, { link, depth: Math.min(depth, known?.depth ?? depth) });
    }
  }
  return [...best.entries()]
    .toSorted(([keyA, a], [keyB, b]) => b.link.score - a.link.score || keyA.localeCompare(keyB))
    .slice(0, limit)
    .map(([key, { link, depth }]) => ({
      canonicalKey: key,
      canonicalValue: link.url,
      kind: kindOfLink(link.url),
      role: 'mixed',
      discoveryMethod: 'linked_from',
      weight: initialWeight('linked_from'),
      gapContext: { reason: 'linked from a page that was read' },
      depth: depth + 1,
    }));
}

function kindOfLink(url: string): NewSource['kind'] {
  if (isSharedHost(url)) return 'social';
  const { pathname } = new URL(url);
  if (/\.ics$/i.test(pathname)) return 'calendar';
  return /\.(?:rss|atom|xml)$|\/(?:rss|feed|atom)\/?$/i.test(pathname) ? 'feed' : 'page';
}
