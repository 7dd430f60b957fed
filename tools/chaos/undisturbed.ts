import { graphOf } from './observe/graph.js';
import type { Graph } from './observe/observations.js';
import { startChaosSystem, type ChaosSystemOptions } from './system/chaos-system.js';
import { sampleRegion, scoutRegion } from './workload/scouting.js';

/** A full run that nobody disturbed. */
export interface Undisturbed {
  readonly graph: Graph;
  readonly elapsedMs: number;
}

/** A full run of the sample town that nobody disturbs, in a system of its own that is stopped again. */
export async function undisturbedRun(options: ChaosSystemOptions): Promise<Undisturbed> {
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
    return { graph: await graphOf(system.stores, slug), elapsedMs: run.elapsedMs };
  } finally {
    await system.stop();
  }
}
