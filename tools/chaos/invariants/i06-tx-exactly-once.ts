import { grouped, verdict, type Checker } from './verdict.js';

/** Kinds whose runs count themselves once. */
const COUNTING: ReadonlySet<string> = new Set(['ledger', 'fan', 'part']);

/** What `tx` writes happens exactly once: a completed run counted itself once, any other at most once, and only with its journal row. */
export const txExactlyOnce: Checker = ({ databases, counted }) => {
  const synthetic = databases.find(({ name }) => name === 'synthetic');
  const counts = grouped(counted, ({ runId, step }) => `${runId}/${step}`);
  const journaled = new Set(synthetic?.steps.map((step) => `${step.runId}/${step.key}`));
  const runs = (synthetic?.runs ?? []).filter((run) => COUNTING.has(run.kind));
  const violations = runs.flatMap((run) => {
    const times = counts.get(`${run.id}/count`)?.length ?? 0;
    const expected = journaled.has(`${run.id}/count`) ? 1 : 0;
    if (times !== expected) return [`${run.id} (${run.status}) counted ${times} times, its journal says ${expected}`];
    return run.status === 'completed' && times !== 1 ? [`${run.id} completed without counting`] : [];
  });
  return verdict('I6', runs.length, violations, `${counted.length} rows written by tx, each once`);
};
