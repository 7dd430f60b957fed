import type { Observations } from '../observe/observations.js';
import { grouped, verdict, type Checker } from './verdict.js';

/** Workers that one fault of a kind can tear from what they do. */
const WORKERS_HIT = 3;

/** Bodies that ran to their end twice, or were cut off, are no more than the faults explain: jobs in flight of the workers they hit. */
export const fewRepetitions: Checker = ({ effects, faults, jobsPerWorker }) => {
  const bodies = grouped(
    effects.filter(({ what }) => what !== 'enter'),
    ({ run, key }) => `${run}/${key}`,
  );
  let completedAgain = 0;
  let interrupted = 0;
  for (const [body, lines] of bodies) {
    const ends = lines.filter(({ what }) => what === 'end').length;
    completedAgain += Math.max(0, ends - 1);
    // The keyed provider loses answers on purpose; those tries are no interruptions.
    if (!body.endsWith('/charge')) interrupted += lines.length - 2 * ends;
  }
  const bound = allowance(faults, jobsPerWorker);
  const violations: string[] = [];
  if (completedAgain > bound) violations.push(`${completedAgain} completed bodies ran again, ${bound} explained`);
  if (interrupted > bound) violations.push(`${interrupted} bodies were cut off, ${bound} explained`);
  return verdict(
    'I14',
    bodies.size,
    violations,
    `${completedAgain} ran again, ${interrupted} cut off; ${bound} explained by faults`,
  );
};

function allowance(faults: Observations['faults'], jobsPerWorker: number): number {
  let sum = 0;
  for (const { kind, group, applied } of faults) {
    if (!applied) continue;
    if (kind === 'redis-flush' || kind === 'redis-restart' || kind === 'postgres-restart')
      sum += WORKERS_HIT * jobsPerWorker;
    else if (group === 'scout' || kind === 'provider' || kind === 'neo4j-restart') continue;
    else if (kind === 'duplicate') sum += 1;
    else sum += (kind.startsWith('connections-') ? WORKERS_HIT : 1) * jobsPerWorker;
  }
  return sum;
}
