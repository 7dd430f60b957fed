import { grouped, verdict, type Checker } from './verdict.js';

/** Later steps of a run are written by the same or a later owner, and by none that the run has not had. */
export const epochsRise: Checker = ({ databases }) => {
  const violations: string[] = [];
  let checked = 0;
  for (const { name, runs, steps } of databases) {
    const epochs = new Map(runs.map((run) => [run.id, run.epoch]));
    for (const [runId, rows] of grouped(steps, (step) => step.runId)) {
      checked += rows.length;
      const beyond = rows.find((row) => row.epoch > (epochs.get(runId) ?? 0));
      if (beyond)
        violations.push(`${name} ${runId}/${beyond.key} has epoch ${beyond.epoch}, its run ${epochs.get(runId)}`);
      // Phases of the scout run steps side by side, where a later one may end under an earlier owner.
      if (name === 'synthetic')
        violations.push(
          ...falls(rows).map((key) => `${runId}/${key} was written by an earlier owner than the step before`),
        );
    }
  }
  return verdict('I4', checked, violations, 'epochs never fall along a run');
};

function falls(rows: readonly { key: string; seq: number; epoch: number }[]): string[] {
  const inOrder = rows.toSorted((a, b) => a.seq - b.seq);
  return inOrder.flatMap((row, index) => (row.epoch < (inOrder[index - 1]?.epoch ?? 0) ? [row.key] : []));
}
