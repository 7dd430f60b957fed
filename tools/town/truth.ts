import { accountsOf } from './reader/knowledge.js';
import type { Town } from './town.js';
import { PLACES } from './world/places.js';
import { REGION } from './world/region.js';
import type { TrueSignal } from './world/types.js';

/** Items that the pages retell, date or forbid are no truth; what hostile pages plant is listed as `injected`. */
const isListed = (signal: TrueSignal): boolean => signal.excluded === undefined || signal.excluded === 'injected';

function listed(signal: TrueSignal): object {
  return {
    id: signal.id,
    type: signal.type,
    title: signal.title,
    quote: signal.quote,
    url: signal.url,
    alsoAt: accountsOf(signal)
      .slice(1)
      .map(({ url, title, quote, starts }) => ({ url, title, quote, startsAt: starts?.iso ?? null })),
    startsAt: signal.starts?.iso ?? null,
    endsAt: signal.ends?.iso ?? null,
    rrule: signal.rrule ?? null,
    eventStatus: signal.eventStatus ?? (signal.type === 'gathering' ? 'scheduled' : null),
    locationName: signal.place === undefined ? null : PLACES[signal.place].name,
    sensitivity: signal.sensitivity ?? 'general',
    language: signal.language ?? 'en',
    ...(signal.excluded === 'injected' ? { injected: true } : {}),
  };
}

/** What the town really has, for whoever measures what a scout found. */
export function truthOf(town: Town): object {
  const { slug, name, query, center, radiusKm, timeZone, stateCode } = REGION;
  return {
    region: { slug, name: `${name}, ${stateCode}`, query, center, radiusKm, timeZone },
    signals: town.signals.filter(isListed).map(listed),
    actors: town.actors.map(({ id, name: called, type, url, quote, foundAt }) => ({
      id,
      name: called,
      type,
      url,
      quote,
      foundAt,
    })),
    links: town.links.map(({ from, to, kind }) => ({ from, to, kind })),
    situations: town.situations.map(({ id, headline, signals }) => ({ id, headline, signals })),
  };
}
