import { grouped, verdict, type Checker } from './verdict.js';

/** Each step of a run has one row, and its output never changes. */
export const oneRowPerStep: Checker = ({ databases }) => {
  const violations: string[] = [];
  let checked = 0;
  for (const { name, steps, firstSeen } of databases) {
    const byKey = grouped(steps, (step) => `${step.runId}/${step.key}`);
    for (const [key, rows] of byKey) {
      checked += 1;
      if (rows.length > 1) violations.push(`${name} ${key} has ${rows.length} rows`);
    }
    for (const [key, hash] of firstSeen) {
      const now = byKey.get(key)?.[0];
      if (!now) violations.push(`${name} ${key} is gone`);
      else if (now.hash !== hash) violations.push(`${name} ${key} changed its output`);
    }
  }
  return verdict('I2', checked, violations, 'one row each, outputs as first seen');
};
