import { CLOCK_MS, grouped, verdict, type Checker } from './verdict.js';

/** One run of an object key at a time, first come first served. */
export const onePerObjectKey: Checker = ({ databases }) => {
  const violations: string[] = [];
  let checked = 0;
  let looks = 0;
  for (const view of databases) {
    looks += view.looks;
    violations.push(
      ...view.crowdedKeys.map(
        ({ objectKey, runIds }) => `${view.name} ${objectKey} had ${runIds.join(' and ')} at once`,
      ),
    );
    // A run that was asked to go on after it had stopped comes a second time, behind others.
    const roots = view.runs.filter((run) => run.objectKey && run.parentId === null && !view.retried.has(run.id));
    for (const [key, runs] of grouped(roots, (run) => run.objectKey ?? '')) {
      const began = runs.filter((run) => run.startedAt !== null).sort((a, b) => a.admitted - b.admitted);
      checked += began.length;
      for (const [index, run] of began.entries()) {
        const before = began[index - 1];
        if (before && before.finishedAt !== null && (run.startedAt ?? 0) + CLOCK_MS < before.finishedAt)
          violations.push(`${view.name} ${key}: ${run.id} began before ${before.id} had ended`);
      }
    }
  }
  return verdict('I8', checked, violations, `in the order of admission, never two at once in ${looks} looks`);
};
