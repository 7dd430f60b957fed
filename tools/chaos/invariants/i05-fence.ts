import { CLOCK_MS, grouped, verdict, type Checker } from './verdict.js';

/** Once a claim holds a run, no row of an earlier owner commits. */
export const fence: Checker = ({ databases }) => {
  const violations: string[] = [];
  let checked = 0;
  for (const { name, steps, claims } of databases) {
    const byRun = grouped(claims, (claim) => claim.runId);
    for (const step of steps) {
      const next = (byRun.get(step.runId) ?? []).filter((claim) => claim.epoch > step.epoch);
      if (next.length === 0) continue;
      checked += 1;
      const taken = Math.min(...next.map((claim) => claim.at));
      if (step.committedAt > taken + CLOCK_MS)
        violations.push(
          `${name} ${step.runId}/${step.key} of epoch ${step.epoch} was committed ${(step.committedAt - taken).toFixed(0)} ms after the next owner's claim`,
        );
    }
  }
  return verdict('I5', checked, violations, 'steps of runs that changed owner were committed before the change');
};
