import { grouped, verdict, type Checker } from './verdict.js';

/**
 * No owner begins a body once the next owner is at work. What Postgres acknowledged before the next owner's claim can still be on its way to the last
 * one, on a busy machine or a slow link for a while; the engine promises that nothing begins later than `trustMs` after it was asked for.
 */
export const noZombieStarts: Checker = ({ effects, trustMs }) => {
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
    if (lateMs > trustMs)
      violations.push(
        `${worker} began ${run}/${key} (epoch ${epoch}) ${lateMs.toFixed(0)} ms after its next owner was at work`,
      );
  }
  return verdict('I15', checked, violations, 'bodies of owners that were followed by another all began before');
};
