import { grouped, verdict, type Checker } from './verdict.js';

/** A keyed effect takes place once: each step sends one key, no two steps the same, and every step that ended was charged. */
export const keyedEffectsOnce: Checker = ({ databases, charges }) => {
  const byStep = grouped(charges, ({ run, step }) => `${run}/${step}`);
  const byKey = grouped(charges, ({ key }) => key);
  const violations: string[] = [];
  for (const [step, asked] of byStep) {
    const keys = new Set(asked.map(({ key }) => key)).size;
    if (keys > 1) violations.push(`${step} was charged under ${keys} keys`);
  }
  for (const [key, asked] of byKey) {
    const steps = new Set(asked.map(({ run, step }) => `${run}/${step}`));
    if (steps.size > 1) violations.push(`key ${key.slice(0, 12)} was used by ${[...steps].join(' and ')}`);
  }
  const synthetic = databases.find(({ name }) => name === 'synthetic');
  for (const { runId, key } of synthetic?.steps ?? [])
    if (key === 'charge' && !byStep.has(`${runId}/charge`)) violations.push(`${runId} was never charged`);
  return verdict('I7', byKey.size, violations, `${charges.length} requests, ${byKey.size} charges`);
};
