import { leftOut, type WithoutAnswer } from '../../agents/index.js';
import { readPage } from '../../reading/index.js';
import type { ReadPage } from '../../reading/index.js';
import { brokenOff, eachItem } from '../each-item.js';
import type { Phase, PhaseContext } from '../phase.js';
import { extractActors } from './extract-actors.js';
import { notePagesRead, pagesNotRead } from './extraction-memory.js';
import { findActorPages } from './find-pages.js';
import { storeActors } from './store-actors.js';
import { structuredActors } from './structured-actors.js';

const PAGES_AT_ONCE = 4;

type PageDone = {
  readonly actors: number;
  readonly sources: number;
  readonly unanswered: WithoutAnswer | null;
};

/** One page: extract with the model, or from its structured data when there is no model; then resolve and store. */
async function readActors(context: PhaseContext, page: ReadPage): Promise<PageDone> {
  const { llm } = context.services;
  const { actors, ...how } =
    llm === null
      ? { actors: await structuredActors(context, page), unanswered: null }
      : await extractActors(context, llm, page);
  if (actors.length === 0) return { actors: 0, sources: 0, ...how };
  return { ...(await storeActors(context, `store actors: ${page.url}`, actors)), ...how };
}

/** Finds who acts for the community: searches, reads what they find, extracts actors with quotes, and makes their sites sources. */
export const actorDiscoveryPhase: Phase = {
  async run(context) {
    const { durable, services } = context;
    await durable.status('Searching for organisations');
    const { urls, skipped } = await findActorPages(context);

    await durable.status(`Reading ${String(urls.length)} pages`);
    const { done: readings, failed: notRead } = await eachItem(
      durable,
      urls,
      { atOnce: PAGES_AT_ONCE, name: (url) => url },
      (url) => readPage(context, `actor page: ${url}`, url),
    );
    for (const { item, value } of readings) {
      if (value.kind === 'unreadable') await durable.event('page_refused', { url: item, reason: value.reason });
    }
    const changed = await pagesNotRead(
      context,
      readings.flatMap(({ value }) => (value.kind === 'read' ? [value] : [])),
    );

    await durable.status(`Looking for actors in ${String(changed.length)} pages`);
    const { done, failed } = await eachItem(
      durable,
      changed,
      { atOnce: PAGES_AT_ONCE, name: ({ url }) => url },
      (page) => readActors(context, page),
    );
    await notePagesRead(
      context,
      done.flatMap(({ item, value }) => (value.unanswered === null ? [item] : [])),
    );
    const sum = (pick: (one: PageDone) => number): number => done.reduce((total, { value }) => total + pick(value), 0);
    const actorsDiscovered = sum(({ actors }) => actors);
    await durable.event('actors_discovered', { count: actorsDiscovered });
    return {
      counts: { pagesRead: changed.length, actorsDiscovered, sourcesCreated: sum(({ sources }) => sources) },
      skipped: [
        ...skipped,
        ...brokenOff('actor pages', [...notRead, ...failed]),
        ...(services.llm === null ? ['actor extraction: no key for the model, structured data only'] : []),
        ...leftOut(
          'actor extraction',
          done.map(({ value }) => value.unanswered),
        ),
      ],
    };
  },
};
