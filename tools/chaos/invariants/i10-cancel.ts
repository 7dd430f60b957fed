import type { Effect, InjectedFault } from '../observe/observations.js';
import { verdict, type Checker } from './verdict.js';

/** A worker learns of a cancellation within two heartbeats (0.75 s each) and begins nothing after that; the rest is a busy machine. */
const NOTICED_MS = 3_000;

/** A cancelled run and its descendants end as cancelled, and begin no body once their workers had time to notice. */
export const cancelReachesAll: Checker = ({ databases, effects, faults }) => {
  const view = databases.find(({ name }) => name === 'synthetic');
  const cancelled = (view?.runs ?? []).filter((run) => run.cancelRequestedAt !== null);
  const flagged = new Map(cancelled.map((run) => [run.id, run.cancelRequestedAt ?? 0]));
  const violations = cancelled
    .filter((run) => run.status !== 'cancelled')
    .map((run) => `${run.id} was cancelled and is ${run.status}`);
  for (const child of view?.runs ?? []) {
    const at = child.parentId === null ? undefined : flagged.get(child.parentId);
    const later = at !== undefined && (child.finishedAt === null || child.finishedAt > at);
    if (later && child.status !== 'cancelled')
      violations.push(`${child.id} is ${child.status}, its parent was cancelled before`);
  }
  for (const effect of effects) {
    const at = flagged.get(effect.run);
    if (effect.what !== 'start' || at === undefined || effect.at <= at + NOTICED_MS) continue;
    if (!faults.some((fault) => keptFromHearing(fault, effect, at)))
      violations.push(`${effect.run}/${effect.key} began ${(effect.at - at).toFixed(0)} ms after the cancellation`);
  }
  return verdict('I10', cancelled.length, violations, 'cancelled runs and their children ended as cancelled');
};

/** Whether a fault stood between a worker and the news. */
function keptFromHearing(fault: InjectedFault, effect: Effect, since: number): boolean {
  const overlaps = fault.from < effect.at && fault.to + NOTICED_MS > since;
  const stores = fault.kind === 'postgres-restart' || fault.kind.startsWith('connections-');
  return overlaps && (stores || (fault.kind === 'freeze' && fault.pid === effect.pid));
}
