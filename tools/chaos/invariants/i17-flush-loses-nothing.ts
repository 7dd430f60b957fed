import { startsAfterCommit } from './i03-no-start-after-commit.js';
import { hasStopped, unchecked, verdict, type Checker } from './verdict.js';

/** Runs that were open while Redis forgot everything have ended, and repeated no committed step. */
export const flushLosesNothing: Checker = ({ databases, effects, faults }) => {
  const flushes = faults.filter(({ kind, applied }) => kind === 'redis-flush' && applied);
  if (flushes.length === 0) return unchecked('I17', 'Redis was not flushed in this schedule');
  const violations: string[] = [];
  let checked = 0;
  for (const { name, runs, steps } of databases) {
    const open = runs.filter((run) =>
      flushes.some(({ from }) => run.createdAt < from && (run.finishedAt === null || run.finishedAt > from)),
    );
    checked += open.length;
    violations.push(
      ...open.filter((run) => !hasStopped(run.status)).map((run) => `${name} ${run.id} is still ${run.status}`),
    );
    const ids = new Set(open.map((run) => run.id));
    const again =
      name === 'synthetic'
        ? startsAfterCommit(
            { steps },
            effects.filter(({ run }) => ids.has(run)),
          )
        : [];
    violations.push(...again.map(({ run, key }) => `${run}/${key} began again after its commit`));
  }
  return verdict('I17', checked, violations, `open while Redis was flushed ${flushes.length} time(s), all ended`);
};
