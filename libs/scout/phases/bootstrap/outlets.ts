import type { NewSource } from '#graph';
import { canonicalUrl } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';
import { feedCandidates, isFeed } from './feed-links.js';
import { OUTLET_REASON } from './seeds-due.js';
import { sourceOfUrl } from './source-of-url.js';

export interface Outlet {
  readonly name: string;
  readonly homepage: string;
}

const MAX_OUTLETS = 8;

/** Distinct outlets with a usable homepage, at most eight. */
export function usableOutlets(outlets: readonly Outlet[]): Outlet[] {
  const byUrl = new Map<string, Outlet>();
  for (const { name, homepage } of outlets) {
    const url = canonicalUrl(homepage);
    if (url !== null && name.trim() !== '' && !byUrl.has(url)) byUrl.set(url, { name: name.trim(), homepage: url });
  }
  return [...byUrl.values()].slice(0, MAX_OUTLETS);
}

/** What a homepage offers: its feeds, or nothing with the reason. `passing`: its server answered that it is in trouble now. */
type FeedSearch = { readonly feeds: readonly string[]; readonly problem: string | null; readonly passing: boolean };

async function findFeeds(context: PhaseContext, outlet: Outlet): Promise<FeedSearch> {
  const { durable, services } = context;
  return durable.step<FeedSearch>(`outlet: ${outlet.homepage}`, async ({ signal }) => {
    const home = await services.web.fetch(outlet.homepage, { signal });
    if (home.kind !== 'page') {
      const passing = home.kind === 'failed' && home.retryable && home.status !== null;
      return { feeds: [], problem: 'reason' in home ? home.reason : home.kind, passing };
    }
    const feeds: string[] = [];
    for (const url of feedCandidates(home.text, home.finalUrl)) {
      const feed = await services.web.fetch(url, { signal, accept: 'feed' });
      if (feed.kind === 'page' && isFeed(feed.text)) feeds.push(feed.finalUrl);
      // One feed that was guessed is enough; those that the page names are all its own.
      if (feeds.length > 0 && !home.text.includes('alternate')) break;
    }
    return { feeds, problem: null, passing: false };
  });
}

/**
 * Sources of one outlet: its feeds when it has any, else its homepage, also when its server is only in trouble now. None when the
 * homepage can't be read.
 */
export async function outletSources(context: PhaseContext, outlet: Outlet): Promise<NewSource[]> {
  const { feeds, problem, passing } = await findFeeds(context, outlet);
  if (problem !== null) {
    await context.durable.event('page_refused', { url: outlet.homepage, reason: problem });
    if (!passing) return [];
  }
  const known = { method: 'cold_start', reason: OUTLET_REASON, name: outlet.name } as const;
  const found = feeds.map((url) => sourceOfUrl(url, { ...known, kind: 'feed' }));
  return (found.length > 0 ? found : [sourceOfUrl(outlet.homepage, known)]).filter((source) => source !== null);
}
