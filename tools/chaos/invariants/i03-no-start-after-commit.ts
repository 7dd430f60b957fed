import type { DatabaseView, Effect } from '../observe/observations.js';
import { CLOCK_MS, verdict, type Checker } from './verdict.js';

/** No body starts for a step that is committed. */
export const noStartAfterCommit: Checker = ({ databases, effects }) => {
  const synthetic = databases.find(({ name }) => name === 'synthetic');
  const late = synthetic ? startsAfterCommit(synthetic, effects) : [];
  const starts = effects.filter(({ what }) => what === 'start').length;
  const violations = late.map(({ run, key, lateMs }) => `${run}/${key} began ${lateMs.toFixed(0)} ms after its commit`);
  return verdict('I3', starts, violations, 'no body began after the commit of its step');
};

/** Bodies that began after their step's row was committed, and how long after (ms). */
export function startsAfterCommit(
  { steps }: Pick<DatabaseView, 'steps'>,
  effects: readonly Effect[],
): (Effect & { readonly lateMs: number })[] {
  const committed = new Map(steps.map((step) => [`${step.runId}/${step.key}`, step.committedAt]));
  return effects.flatMap((effect) => {
    const at = committed.get(`${effect.run}/${effect.key}`);
    if (effect.what !== 'start' || at === undefined || effect.at <= at + CLOCK_MS) return [];
    return [{ ...effect, lateMs: effect.at - at }];
  });
}
