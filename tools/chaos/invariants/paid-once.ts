import { grouped, unchecked, verdict, type Checker } from './verdict.js';

/** The answer of a call may be on the town's side of the wire when its step commits; after that much (ms) a call is a new one. */
const ON_THE_WIRE_MS = 50;

/** No paid call is made for a step that is finished. */
export const paidOnce: Checker = ({ databases, paidCalls }) => {
  if (paidCalls.length === 0) return unchecked('paid-once', 'no full run went on');
  const scout = databases.find(({ name }) => name === 'scout');
  const committed = new Map(scout?.steps.map((step) => [`${step.runId}/${step.key}`, step.committedAt]));
  const violations: string[] = [];
  let checked = 0;
  for (const { runId, step, at } of paidCalls) {
    const done = committed.get(`${runId}/${step}`);
    if (done === undefined) continue;
    checked += 1;
    if (at > done + ON_THE_WIRE_MS)
      violations.push(`${runId}/${step} was paid for ${(at - done).toFixed(0)} ms after it was finished`);
  }
  const asked = grouped(paidCalls, ({ runId, step, key }) => `${runId}/${step}/${key}`);
  return verdict(
    'paid-once',
    checked,
    violations,
    `${paidCalls.length - asked.size} of ${paidCalls.length} paid calls were repeated, all for steps that were not finished`,
  );
};
