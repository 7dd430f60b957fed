import type { InjectedFault } from '../observe/observations.js';
import { unchecked, verdict, type Checker } from './verdict.js';

/** Faults that take the journal or the runs from a draining worker: what is repeated then is theirs. */
const TAKES_AWAY: ReadonlySet<string> = new Set(['postgres-restart', 'duplicate']);
const MARGIN_MS = 4_000;

/** A worker that is asked to end (SIGTERM) leaves no body behind that has to run again. */
export const drainRepeatsNothing: Checker = ({ effects, faults }) => {
  const drains = faults.filter(({ kind, group, applied }) => kind === 'drain' && group === 'synthetic' && applied);
  const alone = drains.filter((drain) => !faults.some((other) => other !== drain && disturbs(other, drain)));
  if (alone.length === 0)
    return unchecked('I18', `${drains.length} worker(s) were drained, each while another fault went on`);
  const violations: string[] = [];
  let checked = 0;
  for (const { pid, from, target } of alone) {
    const own = effects.filter((effect) => effect.pid === pid && effect.what === 'start' && effect.at > from - 10_000);
    checked += own.length;
    for (const { run, key, epoch } of own) {
      if (key === 'charge') continue;
      const again = effects.find(
        (effect) =>
          effect.what === 'start' &&
          effect.run === run &&
          effect.key === key &&
          effect.epoch > epoch &&
          effect.at > from,
      );
      if (again) violations.push(`${target} left ${run}/${key} to be run again`);
    }
  }
  return verdict(
    'I18',
    checked,
    violations,
    `${alone.length} of ${drains.length} drains were undisturbed, and left nothing to be run again`,
  );
};

function disturbs(other: InjectedFault, drain: InjectedFault): boolean {
  const together = other.applied && other.from < drain.to + MARGIN_MS && other.to + MARGIN_MS > drain.from;
  return (
    together && (TAKES_AWAY.has(other.kind) || other.target === 'synthetic to postgres' || other.pid === drain.pid)
  );
}
