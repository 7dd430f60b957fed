import type { NewSource, Signal } from '#graph';
import type { PhaseContext } from '../phase.js';
import { MAX_EXPANSION_QUERIES, newQueries, querySources } from './discovery-queries.js';

const RECENT_SIGNALS = 200;
/** Tensions at least this hot make the queries of what responds to them worth asking. */
const HEATED = 0.1;

/** Signals whose implied queries are asked now: tensions and needs at once, aid and gatherings once linked to a heated tension. */
export function expandable(
  signals: readonly Pick<Signal, 'id' | 'type' | 'sensitivity' | 'impliedQueries'>[],
  heatOfLinked: ReadonlyMap<string, number>,
): typeof signals {
  return signals.filter(({ id, type, sensitivity }) => {
    if (sensitivity === 'sensitive') return false;
    if (type === 'tension' || type === 'need') return true;
    return (heatOfLinked.get(id) ?? 0) >= HEATED;
  });
}

/** New queries that the run's signals imply, as sources. */
export async function expansionSources({ durable, region, services }: PhaseContext): Promise<NewSource[]> {
  return durable.step('expansion: implied queries', async () => {
    const { items } = await services.signals.list(
      region.slug,
      { runId: durable.rootId, reviewStatus: ['staged', 'live'] },
      { first: RECENT_SIGNALS },
    );
    const links = await services.signals.respondsTo(items.map(({ id }) => id));
    const heat = new Map(
      [...links].map(([id, tensions]) => [id, Math.max(0, ...tensions.map(({ signal }) => signal.causeHeat))]),
    );
    const asked = (await services.sources.all(region.slug, { kind: 'query' })).map(
      ({ canonicalValue }) => canonicalValue,
    );
    const suggested = expandable(items, heat).flatMap((signal) =>
      signal.impliedQueries.map((query) => ({
        query,
        role: signal.type === 'tension' ? ('response' as const) : ('mixed' as const),
        reason: 'implied by a signal',
        tensionId: signal.type === 'tension' ? signal.id : null,
      })),
    );
    return querySources(newQueries(suggested, asked, MAX_EXPANSION_QUERIES), 'signal_expansion', () => 0);
  });
}
