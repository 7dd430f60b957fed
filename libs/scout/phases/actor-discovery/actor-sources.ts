import type { Actor, NewSource, RegionScope } from '#graph';
import { canonicalKey, normaliseTitle } from '../../domain/index.js';

const ACTOR_WEIGHT = 0.7;
const LOCAL_CADENCE_HOURS = 12;

/** Whether an actor is at home in the region, as far as its place says so. Unknown is no. */
export function isLocal(actor: Pick<Actor, 'locationName'>, region: Pick<RegionScope, 'name' | 'geoTerms'>): boolean {
  if (actor.locationName === null) return false;
  const place = ` ${normaliseTitle(actor.locationName)} `;
  return [region.name, ...region.geoTerms].some((term) => place.includes(` ${normaliseTitle(term)} `));
}

type Publishing = Pick<Actor, 'name' | 'domains' | 'socialUrls' | 'locationName' | 'discoveryDepth' | 'entityId'>;

/** An actor's site and accounts as sources: at least 0.7 heavy, read every 12 hours when the actor is of the region. */
export function actorSources(
  actor: Publishing,
  siteUrl: string | null,
  region: Pick<RegionScope, 'name' | 'geoTerms'>,
): NewSource[] {
  const common = {
    role: 'mixed',
    discoveryMethod: 'social_graph',
    weight: ACTOR_WEIGHT,
    name: actor.name,
    gapContext: { reason: `published by ${actor.name}` },
    depth: actor.discoveryDepth,
    ...(isLocal(actor, region) ? { cadenceHours: LOCAL_CADENCE_HOURS } : {}),
  } as const;
  const site: NewSource[] =
    siteUrl === null ? [] : [{ ...common, canonicalKey: canonicalKey(siteUrl), canonicalValue: siteUrl, kind: 'page' }];
  const accounts = actor.socialUrls.map((url): NewSource => ({
    ...common,
    canonicalKey: canonicalKey(url),
    canonicalValue: url,
    kind: 'social',
  }));
  return [...site, ...accounts];
}
