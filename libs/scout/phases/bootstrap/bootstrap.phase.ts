import { TerminalError } from '#durable';
import type { NewSource } from '#graph';
import { askLlm, type Asked } from '../../agents/index.js';
import { regionBlock } from '../../prompts/data-blocks.js';
import { eachItem } from '../each-item.js';
import type { Phase, PhaseContext } from '../phase.js';
import type { Outlet } from './outlets.js';
import { outletSources, usableOutlets } from './outlets.js';
import { LOCAL_MEDIA, SEED_QUERIES, SEEDS, type Seed } from './prompts.js';
import { CURATED_REASON, mediaDue, SEED_REASON, seedsDue, SUBREDDIT_REASON, TEMPLATE_REASON } from './seeds-due.js';
import { sourceOfQuery, sourceOfUrl } from './source-of-url.js';
import { platformQueries, templatedSeeds } from './templates.js';

const MAX_SUBREDDITS = 5;
const SUBREDDIT_NAME = /^[A-Za-z0-9][A-Za-z0-9_]{1,20}$/;

interface Found {
  readonly sources: readonly NewSource[];
  readonly skipped: readonly string[];
}

/** A model that answers nothing at all is no model that declines: the phase fails with the provider's words, and can be retried. */
function throwWhenNoneWorked(asked: readonly Asked<unknown>[]): void {
  const [first] = asked;
  const failed = asked.every((one) => one.kind === 'none' && one.because === 'failed');
  if (failed && first?.kind === 'none') throw new TerminalError(first.reason, 'NO_ANSWER');
}

/** Queries for the region: the model's when there is one, else templates. Asked once per region, not once per run. */
async function seedQueries(context: PhaseContext, seeds: readonly Seed[]): Promise<Found> {
  const { region, services } = context;
  const { llm } = services;
  if (llm === null) {
    const templated = templatedSeeds(region).map(({ query, role }) => sourceOfQuery(query, role, TEMPLATE_REASON));
    return { sources: templated, skipped: ['seed queries: no key for the model, templates instead'] };
  }
  const { done } = await eachItem(context.durable, seeds, { atOnce: SEEDS.length, name: ({ role }) => role }, (seed) =>
    askLlm(context, llm, {
      name: `seed queries: ${seed.role}`,
      task: SEED_QUERIES,
      question: `${regionBlock(region)}\nWrite ${String(seed.count)} queries with role ${seed.role} (${seed.about}).`,
    }),
  );
  throwWhenNoneWorked(done.map(({ value }) => value));
  const answers = done.map(({ item: { role, count }, value }) => ({ role, count, asked: value }));
  return {
    sources: answers.flatMap(({ role, asked, count }) =>
      asked.kind === 'none'
        ? []
        : asked.answer.queries
            .filter(({ query }) => query.trim() !== '')
            .slice(0, count)
            .map(({ query }) => sourceOfQuery(query, role, SEED_REASON)),
    ),
    skipped: answers.flatMap(({ role, asked }) =>
      asked.kind === 'none' ? [`seed queries ${role}: ${asked.reason}`] : [],
    ),
  };
}

interface Media {
  readonly subreddits: readonly string[];
  readonly outlets: readonly Outlet[];
  readonly skipped: readonly string[];
}

/** Subreddits and news outlets that the model is sure of. */
async function localMedia(context: PhaseContext): Promise<Media> {
  const { region, services } = context;
  if (services.llm === null) return { subreddits: [], outlets: [], skipped: ['local media: no key for the model'] };
  const asked = await askLlm(context, services.llm, {
    name: 'local media',
    task: LOCAL_MEDIA,
    question: `${regionBlock(region)}\nName its subreddits and news outlets.`,
  });
  if (asked.kind === 'none') return { subreddits: [], outlets: [], skipped: [`local media: ${asked.reason}`] };
  const subreddits = asked.answer.subreddits
    .map((name) => name.trim().replace(/^\/?r\//i, ''))
    .filter((name) => SUBREDDIT_NAME.test(name));
  return {
    subreddits: [...new Set(subreddits)].slice(0, MAX_SUBREDDITS),
    outlets: usableOutlets(asked.answer.outlets),
    skipped: [],
  };
}

const subredditSource = (name: string): NewSource | null =>
  sourceOfUrl(`https://www.reddit.com/r/${name}`, {
    method: 'cold_start',
    reason: SUBREDDIT_REASON,
    kind: 'social',
    name: `r/${name}`,
  });

/**
 * Gives a region its first sources: queries, platforms, media with their feeds, and the operator's own list.
 * Running it again creates nothing new and asks the model nothing that it answered in the last 30 days.
 */
export const bootstrapPhase: Phase = {
  async run(context) {
    const { durable, region, now, services } = context;
    await durable.status('Looking for first sources');
    const due = await durable.step('known sources', async () => {
      const known = await services.sources.all(region.slug, { discoveryMethod: 'cold_start' });
      return { seeds: seedsDue(SEEDS, known, now), media: mediaDue(known, now) };
    });

    const seeds = due.seeds.length > 0 ? await seedQueries(context, due.seeds) : { sources: [], skipped: [] };
    const platforms = platformQueries(region).map(({ query, role }) => sourceOfQuery(query, role, TEMPLATE_REASON));
    const media = due.media ? await localMedia(context) : { subreddits: [], outlets: [], skipped: [] };
    const social = media.subreddits.map(subredditSource).filter((source) => source !== null);

    await durable.status(`Looking for feeds of ${String(media.outlets.length)} outlets`);
    const outlets: NewSource[] = [];
    for (const outlet of media.outlets) outlets.push(...(await outletSources(context, outlet)));

    const list = await durable.step('curated list', () => services.curated(region.slug));
    const curated = list
      .map(({ url, name }) => sourceOfUrl(url, { method: 'curated', reason: CURATED_REASON, name }))
      .filter((source) => source !== null);

    const sources = [...curated, ...seeds.sources, ...platforms, ...social, ...outlets];
    const created = await durable.step('write sources', async () => {
      const written = await services.sources.upsertMany(region.slug, sources);
      await services.pins.add(
        region.slug,
        written.created
          .filter(({ kind }) => kind !== 'query')
          .map(({ id }) => ({ sourceId: id, reason: 'first reading', createdBy: 'bootstrap' })),
      );
      return written.created.length;
    });
    await durable.event('sources_created', { count: created });
    return { counts: { sourcesCreated: created }, skipped: [...seeds.skipped, ...media.skipped] };
  },
};
