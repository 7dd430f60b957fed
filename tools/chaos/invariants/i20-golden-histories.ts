import { goldenHistory } from '../workload/golden.js';
import { grouped, verdict, type Checker } from './verdict.js';

/** Journals of completed runs hold the commands of the recorded histories, in their order: today's code can replay yesterday's runs. */
export const goldenHistories: Checker = ({ databases }) => {
  const synthetic = databases.find(({ name }) => name === 'synthetic');
  const steps = grouped(synthetic?.steps ?? [], (step) => step.runId);
  const violations: string[] = [];
  let checked = 0;
  for (const { id, kind, status } of synthetic?.runs ?? []) {
    const keys = (steps.get(id) ?? []).toSorted((a, b) => a.seq - b.seq).map((step) => step.key);
    const golden = goldenHistory(kind, keys.length);
    if (status !== 'completed' || !golden) continue;
    checked += 1;
    if (keys.join() !== golden.join()) violations.push(`${id} journaled ${keys.join()}, not ${golden.join()}`);
  }
  return verdict('I20', checked, violations, 'journals as in the recorded histories');
};
