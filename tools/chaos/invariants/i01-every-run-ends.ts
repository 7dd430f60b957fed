import { hasStopped, verdict, type Checker } from './verdict.js';

/** Every admitted run ends, or says that it needs a person. */
export const everyRunEnds: Checker = ({ databases }) => {
  const runs = databases.flatMap(({ name, runs: rows }) => rows.map((run) => ({ ...run, name })));
  const open = runs.filter((run) => !hasStopped(run.status));
  const waiting = runs.filter((run) => run.status === 'needs_attention').length;
  const violations = open.map((run) => `${run.name} ${run.id} (${run.kind}) is still ${run.status}`);
  return verdict('I1', runs.length, violations, `all ended; ${waiting} need attention`);
};
