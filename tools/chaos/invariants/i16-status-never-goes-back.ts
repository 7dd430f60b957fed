import { hasEnded, verdict, type Checker } from './verdict.js';

/** Who has ended stays so, unless an operator asked for more. */
export const statusNeverGoesBack: Checker = ({ databases }) => {
  const violations: string[] = [];
  let checked = 0;
  for (const { name, statuses, retried } of databases) {
    for (const [runId, seen] of statuses) {
      checked += seen.length;
      const ended = seen.findIndex((status) => hasEnded(status));
      if (ended >= 0 && ended < seen.length - 1 && !retried.has(runId))
        violations.push(`${name} ${runId} went ${seen.slice(ended).join(' → ')}`);
    }
  }
  return verdict('I16', checked, violations, 'sampled statuses only went forward');
};
