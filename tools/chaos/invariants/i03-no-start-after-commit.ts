import type { DatabaseView, Effect, StepRow } from '../observe/observations.js';
import { CLOCK_MS, grouped, verdict, type Checker } from './verdict.js';

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
  const committed = new Map(steps.map((step) => [`${step.runId}/${step.key}`, step]));
  const starts = effects.filter(({ what }) => what === 'start');
  const ahead = clocksAhead(committed, starts);
  return starts.flatMap((effect) => {
    const step = committed.get(`${effect.run}/${effect.key}`);
    const lateMs = effect.at - (step?.committedAt ?? Infinity) - (ahead.get(effect.pid) ?? 0);
    return lateMs > CLOCK_MS ? [{ ...effect, lateMs }] : [];
  });
}

/**
 * By how much (ms) the clock of each process is seen to run ahead of Postgres's: the only body of an epoch that has the row began before its commit,
 * whatever the clocks say. A process reads the wall clock once, when it starts, and on a busy machine is put aside while it does.
 */
function clocksAhead(committed: ReadonlyMap<string, StepRow>, starts: readonly Effect[]): Map<number, number> {
  const ahead = new Map<number, number>();
  for (const [begun, ...others] of grouped(starts, ({ run, key, epoch }) => `${run}/${key}@${epoch}`).values()) {
    const step = begun && committed.get(`${begun.run}/${begun.key}`);
    if (!step || others.length > 0 || step.epoch !== begun.epoch) continue;
    ahead.set(begun.pid, Math.max(ahead.get(begun.pid) ?? 0, begun.at - step.committedAt));
  }
  return ahead;
}
