import { graphOf } from './observe/graph.js';
import type { Graph } from './observe/observations.js';
import { startChaosSystem, type ChaosSystemOptions } from './system/chaos-system.js';
import { sampleRegion, scoutRegion } from './workload/scouting.js';

/** The graph that a full run of the sample town makes when nobody disturbs it, in a system of its own that is stopped again. */
export async function undisturbedGraph(options: ChaosSystemOptions): Promise<Graph> {
  const { say, signal } = options;
  say('an undisturbed full run first');
  const system = await startChaosSystem(options);
  try {
    const { query, slug } = await sampleRegion(system.town);
    const run = await scoutRegion(system, query, 'undisturbed', { signal, retried: () => undefined, told: say });
    if (run.status !== 'COMPLETED')
      throw new Error(
        `The undisturbed full run ended as ${run.status} (${run.problem ?? 'no error'}): there is nothing to compare with.`,
      );
    say(`undisturbed full run: ${(run.elapsedMs / 1000).toFixed(0)} s`);
    return await graphOf(system.stores, slug);
  } finally {
    await system.stop();
  }
}
