import type { DiscoveryMethod, NewSource, SourceKind, SourceRole } from '#graph';
import { canonicalKey, canonicalUrl, fetchableUrl, initialWeight, isSharedHost } from '../../domain/index.js';

/** What kind of source an address is, as far as the address says it. */
export function kindOfUrl(url: string): SourceKind {
  if (isSharedHost(url)) return 'social';
  const path = URL.parse(url)?.pathname ?? '';
  if (/\.ics$/i.test(path)) return 'calendar';
  if (/(^|\/)(feed|rss|atom)(\/|\.xml|\.json|$)|\.(rss|atom)$/i.test(path)) return 'feed';
  return 'page';
}

/** A source for an address, or null when the address is none. */
export function sourceOfUrl(
  url: string,
  known: { method: DiscoveryMethod; reason: string; role?: SourceRole; kind?: SourceKind; name?: string },
): NewSource | null {
  const canonical = canonicalUrl(url);
  if (canonical === null) return null;
  return {
    canonicalKey: canonicalKey(canonical),
    canonicalValue: fetchableUrl(url) ?? canonical,
    kind: known.kind ?? kindOfUrl(canonical),
    role: known.role ?? 'mixed',
    discoveryMethod: known.method,
    weight: initialWeight(known.method),
    gapContext: { reason: known.reason },
    depth: 0,
    ...(known.name === undefined ? {} : { name: known.name }),
  };
}

/** A source for a search query. */
export function sourceOfQuery(query: string, role: SourceRole, reason: string): NewSource {
  const text = query.replace(/\s+/g, ' ').trim();
  return {
    canonicalKey: canonicalKey(`query:${text}`),
    canonicalValue: text,
    kind: 'query',
    role,
    discoveryMethod: 'cold_start',
    weight: initialWeight('cold_start'),
    gapContext: { reason },
    depth: 0,
  };
}
