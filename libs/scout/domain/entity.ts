import { parse } from 'tldts';
import { canonicalUrl } from './canonical-key.js';

/** Hosts where each account is a voice of its own: the entity is host and first path part. */
const SHARED_HOSTS = new Set([
  'facebook.com',
  'instagram.com',
  'twitter.com',
  'x.com',
  'tiktok.com',
  'youtube.com',
  'reddit.com',
  'medium.com',
  'substack.com',
  'nextdoor.com',
  'eventbrite.com',
  'meetup.com',
  'gofundme.com',
  'linktr.ee',
  'bsky.app',
  'threads.net',
  'linkedin.com',
  'sites.google.com',
  'github.io',
]);

/**
 * The independent voice that a page counts as: the registered domain, or an account on a shared platform (`reddit.com/r/austin`).
 * The host itself for what has no registered domain; the text as given for what is no URL.
 */
export function entityOf(url: string): string {
  const canonical = canonicalUrl(url);
  if (canonical === null) return url.trim().toLowerCase();
  const { hostname, pathname } = new URL(canonical);
  const { domain } = parse(hostname, { allowPrivateDomains: true });
  const registered = domain ?? hostname;
  if (!SHARED_HOSTS.has(registered)) return registered;
  const parts = pathname.split('/').filter((part) => part !== '');
  const account = /^(r|u|user|c|channel|groups|p|in|company)$/i.test(parts[0] ?? '')
    ? parts.slice(0, 2)
    : parts.slice(0, 1);
  return [registered, ...account].join('/').toLowerCase();
}

/** The domain that somebody registered (`austintexas.gov` of `www.austintexas.gov`), the host where there is none; null for what is no URL. */
export function registeredDomain(url: string): string | null {
  const { domain, hostname } = parse(url, { allowPrivateDomains: true });
  return domain ?? hostname;
}

/** An account on a platform keyed as an actor: its canonical URL. */
export const isSharedHost = (url: string): boolean => {
  const { domain } = parse(url, { allowPrivateDomains: true });
  return domain !== null && SHARED_HOSTS.has(domain);
};
