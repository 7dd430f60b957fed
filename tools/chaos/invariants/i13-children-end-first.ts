import { hasEnded, hasStopped, verdict, type Checker } from './verdict.js';

/** When a parent has ended, its children have. */
export const childrenEndFirst: Checker = ({ databases }) => {
  const violations: string[] = [];
  let checked = 0;
  for (const { name, runs } of databases) {
    const statuses = new Map(runs.map((run) => [run.id, run.status]));
    for (const { id, parentId, status } of runs) {
      const parent = parentId === null ? undefined : statuses.get(parentId);
      if (parent === undefined || !hasEnded(parent)) continue;
      checked += 1;
      if (!hasStopped(status)) violations.push(`${name} ${id} is ${status}, its parent ${parent}`);
    }
  }
  return verdict('I13', checked, violations, 'children of ended runs have ended');
};
