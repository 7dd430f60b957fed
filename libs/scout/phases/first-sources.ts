import type { Phase } from './phase.js';

/**
 * A phase that needs sources, in a region that may have none: then the steps of `bootstrap` run first, under the same run. What
 * they found and left out counts with the phase's own.
 */
export function withFirstSources(bootstrap: Phase, phase: Phase): Phase {
  return {
    async run(context) {
      const { durable, region, services } = context;
      const known = await durable.step('sources known', async () => {
        const { totalCount } = await services.sources.list(region.slug, { first: 1 });
        return totalCount;
      });
      if (known > 0) return phase.run(context);
      const first = await bootstrap.run(context);
      const { counts, skipped } = await phase.run(context);
      const sourcesCreated = (first.counts['sourcesCreated'] ?? 0) + (counts['sourcesCreated'] ?? 0);
      return { counts: { ...counts, sourcesCreated }, skipped: [...first.skipped, ...skipped] };
    },
  };
}
