import { normaliseActorName } from './actor-name.js';
import { normaliseTitle } from './title.js';

export interface ActorIdentity {
  readonly entityId: string;
  readonly name: string;
  readonly type: string;
  readonly domains: readonly string[];
  readonly socialUrls: readonly string[];
  readonly locationName: string | null;
}
export type ActorVerdict =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly entityId: string; readonly because: string }
  /** The name alone agrees, or the identity alone: somebody has to look. */
  | { readonly kind: 'review'; readonly entityId: string; readonly because: string };

const shared = (a: readonly string[], b: readonly string[]): string | undefined => a.find((one) => b.includes(one));

/** What besides name and type says that two actors are one: a domain, an account, a place. Null when nothing does. */
export function secondAgreement(a: ActorIdentity, b: ActorIdentity): string | null {
  const domain = shared(a.domains, b.domains);
  if (domain !== undefined) return `same domain ${domain}`;
  const account = shared(a.socialUrls, b.socialUrls);
  if (account !== undefined) return `same account ${account}`;
  const samePlace =
    a.locationName !== null &&
    b.locationName !== null &&
    normaliseTitle(a.locationName) === normaliseTitle(b.locationName);
  return samePlace ? `same place ${a.locationName}` : null;
}

/** Whether two names may be one actor's: the words of one are all among the words of the other. */
export function namesAgree(a: string, b: string): boolean {
  const [shorter = [], longer = []] = [a, b]
    .map((name) => normaliseActorName(name).split(' '))
    .toSorted((one, other) => one.length - other.length);
  return shorter.every((word) => longer.includes(word));
}

const bringsNothing = ({ domains, socialUrls, locationName }: ActorIdentity): boolean =>
  domains.length === 0 && socialUrls.length === 0 && locationName === null;

/**
 * Whether an actor is one that is known. Same identity and a name that agrees: the same; many departments share one address,
 * so that another name there is a pair to review. Same name and type with a second agreement: the same. The name
 * alone: a pair to review, kept apart. An actor of whom only the name is given joins the one known by that name: it brings
 * nothing that could tell them apart.
 */
export function resolveActor(actor: ActorIdentity, candidates: readonly ActorIdentity[]): ActorVerdict {
  const identical = candidates.find((known) => known.entityId === actor.entityId);
  if (identical !== undefined && namesAgree(actor.name, identical.name))
    return { kind: 'same', entityId: identical.entityId, because: 'same identity' };
  const name = normaliseActorName(actor.name);
  const named = candidates.filter((known) => known.type === actor.type && normaliseActorName(known.name) === name);
  for (const known of named) {
    const because = secondAgreement(actor, known);
    if (because !== null) return { kind: 'same', entityId: known.entityId, because };
  }
  if (identical !== undefined)
    return { kind: 'review', entityId: identical.entityId, because: 'same address, another name' };
  const [only, ...others] = named;
  if (only === undefined) return { kind: 'new' };
  if (bringsNothing(actor) && others.length === 0)
    return { kind: 'same', entityId: only.entityId, because: 'same name, nothing else given' };
  return { kind: 'review', entityId: only.entityId, because: 'same name and type, nothing else agrees' };
}
