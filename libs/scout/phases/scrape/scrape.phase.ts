import type { NewSource } from '#graph';
import { REAP_RULES } from '../../domain/index.js';
import type { Phase, PhaseContext } from '../phase.js';
import { SCRAPE_SOURCE } from '../registry.js';
import { placeActors } from './actor-places.js';
import { linkActors } from './actors.js';
import { discover } from './discovery.js';
import { expansionSources } from './expansion.js';
import { linkSources, MAX_LINKS_PER_RUN } from './links.js';
import { recordElsewhere, recordReadings, weighSources } from './metrics.js';
import type { FailedSource } from './not-read.js';
import { planRun } from './plan-run.js';
import { advanceRecurring } from './recurring.js';
import { planReading } from './schedule.js';
import { SOURCES_AT_ONCE } from './scrape-source.workflow.js';
import { sourceToRead, type ScrapeSourceInput, type SourceReading, type SourceToRead } from './scrape-input.js';
import { endOfScrape } from './sources-ended.js';
import { tellNotRead } from './tell-not-read.js';
import { topicAccounts } from './topics.js';

/** Rounds of following new links within one run: pages linked from pages that were linked. */
const LINK_ROUNDS = 3;

/**
 * Sources of one region that wait or are read at once. All regions share one queue, first come first served: a region that has
 * hundreds of sources would make all others wait for them. So each shows the queue a few at a time, and they take turns. A region
 * alone keeps two workers busy.
 */
const SOURCES_AHEAD = 2 * SOURCES_AT_ONCE;

interface Progress {
  readonly readings: SourceReading[];
  readonly skipped: string[];
  readonly failed: FailedSource[];
  /** Sources that were given to a job, by id. */
  readonly given: Map<string, SourceToRead>;
  sourcesCreated: number;
  linksPromoted: number;
}

/** Reads sources, each as a child job, and adds what they gave. A source that fails is told and tried by its own policy; a refused key ends the phase. */
async function readAll(
  context: PhaseContext,
  progress: Progress,
  name: string,
  sources: readonly SourceToRead[],
): Promise<void> {
  const { durable, region, now } = context;
  const unread = sources.filter(({ id }) => !progress.given.has(id));
  for (const source of unread) progress.given.set(source.id, source);
  if (unread.length === 0) return;
  await durable.status(`Reading ${String(unread.length)} sources (${name})`);
  const outcomes = await durable.children<ScrapeSourceInput, SourceReading>(
    name,
    unread.map((source) => ({
      name: source.id,
      workflow: SCRAPE_SOURCE.workflow,
      input: { region, now: now.toISOString(), source } as ScrapeSourceInput,
    })),
    { concurrency: SOURCES_AHEAD },
  );
  const end = endOfScrape(outcomes);
  if (end !== null) throw end;
  const readings = outcomes.flatMap((outcome) => (outcome.status === 'completed' ? [outcome.output] : []));
  const failed: FailedSource[] = [];
  for (const outcome of outcomes) {
    if (outcome.status === 'completed') continue;
    const reason = outcome.error.message;
    failed.push({ id: outcome.name, value: progress.given.get(outcome.name)?.value ?? outcome.name, reason });
    await durable.event('source_failed', { sourceId: outcome.name, status: outcome.status, reason });
  }
  await recordReadings(context, name, readings, failed);
  progress.readings.push(...readings);
  progress.failed.push(...failed);
  progress.skipped.push(...readings.flatMap(({ skipped }) => skipped));
  await promoteLinks(context, progress, name, readings, unread);
}

/** Links worth following become sources, at most 100 in a run. */
async function promoteLinks(
  context: PhaseContext,
  progress: Progress,
  name: string,
  readings: readonly SourceReading[],
  sources: readonly SourceToRead[],
): Promise<void> {
  const depth = new Map(sources.map((source) => [source.id, source.depth]));
  const found = linkSources(
    readings.map(({ links, sourceId }) => ({ links, depth: depth.get(sourceId) ?? 0 })),
    Number.POSITIVE_INFINITY,
  );
  progress.linksPromoted += await createSources(
    context,
    progress,
    `${name}: links`,
    found,
    MAX_LINKS_PER_RUN - progress.linksPromoted,
  );
}

/** Writes the sources not yet known, at most `limit` of them; returns how many. */
async function createSources(
  { durable, region, services }: PhaseContext,
  progress: Progress,
  name: string,
  sources: readonly NewSource[],
  limit = Number.POSITIVE_INFINITY,
): Promise<number> {
  if (sources.length === 0 || limit <= 0) return 0;
  const created = await durable.step(name, async () => {
    const known = new Set((await services.sources.all(region.slug)).map(({ canonicalKey }) => canonicalKey));
    const fresh = sources
      .filter(({ canonicalKey }) => !known.has(canonicalKey))
      .slice(0, Number.isFinite(limit) ? limit : undefined);
    return (await services.sources.upsertMany(region.slug, fresh)).created.length;
  });
  progress.sourcesCreated += created;
  return created;
}

/** Response sources, and sources found in this run that nobody has read yet. */
async function unreadSources({ durable, region, now, services }: PhaseContext, name: string): Promise<SourceToRead[]> {
  return durable.step(name, async () => {
    const sources = await services.sources.all(region.slug, { active: true });
    const unread = sources.filter(({ lastScraped }) => lastScraped === null);
    const { problems, responses } = planReading(unread, new Set(), now, durable.rootId);
    return [...responses, ...problems].map(sourceToRead);
  });
}

/** Reads the region's sources: first those of problems, then those of responses, and looks for more where something is missing. */
export const scrapePhase: Phase = {
  async run(context) {
    const { durable, region, now, services } = context;
    const progress: Progress = {
      readings: [],
      skipped: [],
      failed: [],
      given: new Map(),
      sourcesCreated: 0,
      linksPromoted: 0,
    };

    await advanceRecurring(context);
    const reaped = await durable.step('reap expired', () => services.signals.reap(region.slug, now, REAP_RULES));
    const plan = await planRun(context);
    if (plan.known === 0) progress.skipped.push('no sources known, none found');

    await readAll(context, progress, 'find problems', plan.problems);

    const learned = (): boolean => progress.readings.some(({ created }) => created > 0);
    const midRun = learned() ? await discover(context, 'mid-run discovery') : { sources: [], topics: [], skipped: [] };
    progress.skipped.push(...midRun.skipped);
    await createSources(context, progress, 'mid-run discovery: sources', midRun.sources);

    await readAll(context, progress, 'find responses', plan.responses);
    for (let round = 1; round <= LINK_ROUNDS; round += 1) {
      await readAll(
        context,
        progress,
        `read new sources ${String(round)}`,
        await unreadSources(context, `new sources ${String(round)}`),
      );
    }

    const accounts = await topicAccounts(context, midRun.topics);
    progress.skipped.push(...accounts.skipped);
    await createSources(context, progress, 'topics: sources', accounts.sources);
    if (learned()) {
      await createSources(context, progress, 'expansion: sources', await expansionSources(context));
      const forNextRun = await discover(context, 'end-of-run discovery');
      progress.skipped.push(...forNextRun.skipped);
      await createSources(context, progress, 'end-of-run discovery: sources', forNextRun.sources);
    }

    const actors = await linkActors(context);
    progress.skipped.push(...actors.skipped);
    const actorsPlaced = await placeActors(context);
    await durable.step('consume pins', () => services.pins.consume(plan.pins));
    const elsewhere = progress.readings.filter((reading) => reading.elsewhere).map(({ sourceId }) => sourceId);
    await recordElsewhere(
      context,
      elsewhere.flatMap((id) => progress.given.get(id) ?? []),
    );
    const deactivated = await weighSources(context, [...progress.given.keys()]);
    const texts = [...progress.readings, ...accounts.readings];
    progress.skipped.push(...(await tellNotRead(context, texts, progress.failed)));

    const sum = (key: 'urlsScraped' | 'created' | 'corroborated' | 'refreshed' | 'rejected'): number =>
      texts.reduce((total, reading) => total + reading[key], 0);
    const counts = {
      urlsScraped: sum('urlsScraped'),
      signalsStored: sum('created'),
      signalsCorroborated: sum('corroborated'),
      signalsRefreshed: sum('refreshed'),
      itemsRejected: sum('rejected'),
      signalsExpired: Object.values(reaped).reduce((total, count) => total + count, 0),
      pagesNotRead: texts.reduce((total, { unread }) => total + unread.length, 0),
      sourcesRead: progress.readings.length,
      sourcesFailed: progress.failed.length,
      sourcesCreated: progress.sourcesCreated,
      sourcesDeactivated: deactivated,
      actorsLinked: actors.linked,
      actorsPlaced,
    };
    await durable.event('scrape_finished', counts);
    return { counts, skipped: [...new Set(progress.skipped)] };
  },
};
