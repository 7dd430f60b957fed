import { verdict, type Checker } from './verdict.js';

/** A run whose approval was given goes on, even when that happened while it went to sleep. */
export const approvedRunsGoOn: Checker = ({ databases, approvals }) => {
  const statuses = new Map(databases.flatMap(({ runs }) => runs.map((run) => [run.id, run.status] as const)));
  const violations = approvals
    .filter(({ runId }) => statuses.get(runId) !== 'completed')
    .map(({ runId }) => `${runId} was approved and is ${statuses.get(runId) ?? 'gone'}`);
  return verdict('I11', approvals.length, violations, 'approved runs completed');
};
