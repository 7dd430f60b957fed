import type { RegionScope, Signal } from '#graph';
import { entityOf } from '../../domain/index.js';
import { LIMITS } from './targets.js';

type Asked = Pick<
  Signal,
  'title' | 'sensitivity' | 'organizer' | 'sourceAuthority' | 'locationName' | 'whatNeeded' | 'sourceUrl'
>;

/**
 * What is searched to check a signal, at most three queries. A sensitive one is checked by what organisations say officially
 * and nothing else: never by names, cases or enforcement (rule R29); without an organisation it is not searched at all.
 */
export function investigationQueries(signal: Asked, region: Pick<RegionScope, 'name'>): string[] {
  const organisation = signal.organizer ?? signal.sourceAuthority;
  if (signal.sensitivity === 'sensitive') {
    return organisation === null ? [] : [`${organisation} ${region.name} official information`];
  }
  const queries = [
    `${signal.title} ${region.name}`,
    ...(organisation === null ? [] : [`${organisation} ${signal.title}`]),
    ...(signal.locationName === null ? [] : [`${signal.title} ${signal.locationName}`]),
  ];
  return [...new Set(queries)].slice(0, LIMITS.queriesPerInvestigation);
}

/** Results worth reading: one page per voice, never the signal's own. */
export function otherVoices(urls: readonly string[], own: readonly string[], limit: number): string[] {
  const taken = new Set(own.map(entityOf));
  const kept: string[] = [];
  for (const url of urls) {
    const entity = entityOf(url);
    if (taken.has(entity) || kept.length >= limit) continue;
    taken.add(entity);
    kept.push(url);
  }
  return kept;
}

/** Targets of one run: one per host, so that no site is judged by itself twice (rule 47). */
export function onePerHost<T extends Pick<Signal, 'sourceUrl'>>(targets: readonly T[], limit: number): T[] {
  const seen = new Set<string>();
  return targets
    .filter(({ sourceUrl }) => {
      const host = entityOf(sourceUrl);
      return !seen.has(host) && seen.add(host);
    })
    .slice(0, limit);
}
