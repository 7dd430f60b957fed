import { grouped, verdict, type Checker } from './verdict.js';

/**
 * An acknowledgement that Postgres sent before the next owner's claim can still be on its way to the last one, on a busy machine for this long;
 * a worker that wakes from a freeze comes seconds after.
 */
const UNDER_WAY_MS = 500;

/** No owner begins a body once the next owner is at work. */
export const noZombieStarts: Checker = ({ effects }) => {
  const entered = grouped(
    effects.filter(({ what }) => what === 'enter'),
    ({ run }) => run,
  );
  const violations: string[] = [];
  let checked = 0;
  for (const { what, run, epoch, key, at, worker } of effects) {
    if (what !== 'start') continue;
    const later = (entered.get(run) ?? []).filter((enter) => enter.epoch > epoch);
    if (later.length === 0) continue;
    checked += 1;
    const lateMs = at - Math.min(...later.map((enter) => enter.at));
    if (lateMs > UNDER_WAY_MS)
      violations.push(
        `${worker} began ${run}/${key} (epoch ${epoch}) ${lateMs.toFixed(0)} ms after its next owner was at work`,
      );
  }
  return verdict('I15', checked, violations, 'bodies of owners that were followed by another all began before');
};
