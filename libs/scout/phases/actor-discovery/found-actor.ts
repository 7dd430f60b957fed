import type { ActorType, NewActor } from '#graph';
import { actorSlug, canonicalUrl, entityOf, isSharedHost } from '../../domain/index.js';

/** An actor as a page tells of it, its quote already found in the page. */
export interface FoundActor {
  readonly name: string;
  readonly type: ActorType;
  readonly description: string | null;
  readonly url: string | null;
  readonly socialUrls: readonly string[];
  readonly place: string | null;
  readonly contact: string | null;
  readonly pageUrl: string;
  readonly quote: string;
}

/** An address as an identity: an account of a shared platform, else host and path without `www.`; a site's front page is its host. */
function addressId(url: string): string {
  if (isSharedHost(url)) return entityOf(url);
  return url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}

/**
 * Identity of an actor: the address of its own site or page (the departments of a city share a domain, not a page), else
 * its first account, else its name.
 */
export function actorEntityId(found: Pick<FoundActor, 'name' | 'url' | 'socialUrls'>): string {
  const site = found.url === null ? null : canonicalUrl(found.url);
  if (site !== null) return addressId(site);
  const account = found.socialUrls.map(canonicalUrl).find((url) => url !== null);
  return account === undefined ? actorSlug(found.name) : addressId(account);
}

/** A found actor as the graph holds it. */
export function newActor(found: FoundActor): NewActor {
  const urls = [found.url, ...found.socialUrls].flatMap((url) => (url === null ? [] : (canonicalUrl(url) ?? [])));
  return {
    entityId: actorEntityId(found),
    name: found.name.replace(/\s+/g, ' ').trim(),
    type: found.type,
    description: found.description,
    domains: [...new Set(urls.filter((url) => !isSharedHost(url)).map(entityOf))],
    socialUrls: [...new Set(urls.filter(isSharedHost))],
    locationName: found.place,
    location: null,
    contact: found.contact,
    discoveryDepth: 0,
    evidence: { url: found.pageUrl, quote: found.quote },
  };
}
