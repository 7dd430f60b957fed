import type { Source } from '#graph';
import { owedPages } from '../../archive/index.js';
import type { PhaseContext } from '../phase.js';
import { owedReading } from './owed.js';
import { planReading } from './schedule.js';
import { sourceToRead, type SourceToRead } from './scrape-input.js';

export type RunPlan = {
  /** Sources the region has. */
  readonly known: number;
  readonly problems: readonly SourceToRead[];
  readonly responses: readonly SourceToRead[];
  /** Pins that are good for this run. */
  readonly pins: readonly string[];
};

/** What this run reads: what is due, what is pinned, and what earlier runs owe. */
export async function planRun({ durable, region, now, services }: PhaseContext): Promise<RunPlan> {
  const owed = await durable.tx('pages owed by earlier runs', (client) => owedPages(client, region.slug));
  const plan = await durable.step<RunPlan>('schedule sources', async () => {
    const [sources, pins] = await Promise.all([services.sources.all(region.slug), services.pins.list(region.slug)]);
    const left = owedReading(owed, sources, now);
    const { problems, responses } = planReading(
      sources,
      new Set([...pins.map(({ sourceId }) => sourceId), ...left.sourceIds]),
      now,
      durable.rootId,
    );
    const due = new Set([...problems, ...responses].map(({ id }) => id));
    const withOwed = (source: Source): SourceToRead => ({
      ...sourceToRead(source),
      owedPages: left.pagesOfQueries.get(source.id) ?? [],
      ask: due.has(source.id),
    });
    const onlyOwed = sources.filter(({ id }) => left.pagesOfQueries.has(id) && !due.has(id));
    return {
      known: sources.length,
      problems: [...problems, ...onlyOwed].map(withOwed),
      responses: responses.map(withOwed),
      pins: pins.map(({ id }) => id),
    };
  });
  await durable.event('sources_scheduled', {
    known: plan.known,
    problems: plan.problems.length,
    responses: plan.responses.length,
    pinned: plan.pins.length,
    owedPages: owed.length,
  });
  return plan;
}
