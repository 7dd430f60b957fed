import type { Actor, ActorType, NewActor } from '#graph';
import {
  actorSlug,
  canonicalUrl,
  entityOf,
  isSharedHost,
  normaliseActorName,
  normaliseTitle,
} from '../../domain/index.js';

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

/** Identity of an actor: its own site's registered domain, else its first account, else its name. */
export function actorEntityId(found: Pick<FoundActor, 'name' | 'url' | 'socialUrls'>): string {
  const site = found.url === null ? null : canonicalUrl(found.url);
  if (site !== null) return entityOf(site);
  const account = found.socialUrls.map(canonicalUrl).find((url) => url !== null);
  return account === undefined ? actorSlug(found.name) : entityOf(account);
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

export type ActorVerdict =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly entityId: string; readonly because: string }
  /** The name alone agrees: somebody has to look. */
  | { readonly kind: 'review'; readonly entityId: string; readonly because: string };

type Known = Pick<Actor, 'entityId' | 'name' | 'type' | 'domains' | 'socialUrls' | 'locationName'>;

const shared = (a: readonly string[], b: readonly string[]): string | undefined => a.find((one) => b.includes(one));

function secondAgreement(actor: NewActor, known: Known): string | null {
  const domain = shared(actor.domains, known.domains);
  if (domain !== undefined) return `same domain ${domain}`;
  const account = shared(actor.socialUrls, known.socialUrls);
  if (account !== undefined) return `same account ${account}`;
  const samePlace =
    actor.locationName !== null &&
    known.locationName !== null &&
    normaliseTitle(actor.locationName) === normaliseTitle(known.locationName);
  return samePlace ? `same place ${actor.locationName}` : null;
}

/**
 * Whether an actor is one that is known. Same identity: the same. Same name and type with a second agreement (domain, account
 * or place): the same. The name alone: a pair to review, kept apart. An actor without any address of its own, found by its
 * name only, joins the one known by that name: it brings nothing that could tell them apart.
 */
export function resolveActor(actor: NewActor, candidates: readonly Known[]): ActorVerdict {
  const identical = candidates.find((known) => known.entityId === actor.entityId);
  if (identical !== undefined) return { kind: 'same', entityId: identical.entityId, because: 'same identity' };
  const named = candidates.filter(
    (known) => known.type === actor.type && normaliseActorName(known.name) === normaliseActorName(actor.name),
  );
  for (const known of named) {
    const because = secondAgreement(actor, known);
    if (because !== null) return { kind: 'same', entityId: known.entityId, because };
  }
  const [only, ...others] = named;
  if (only === undefined) return { kind: 'new' };
  const bringsNothing = actor.domains.length === 0 && actor.socialUrls.length === 0 && actor.locationName === null;
  if (bringsNothing && others.length === 0)
    return { kind: 'same', entityId: only.entityId, because: 'same name, nothing else given' };
  return { kind: 'review', entityId: only.entityId, because: 'same name and type, nothing else agrees' };
}
