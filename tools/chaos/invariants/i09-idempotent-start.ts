import { grouped, verdict, type Checker } from './verdict.js';

/** The same key with the same input is the same run; with other input it is refused, always. */
export const idempotentStart: Checker = ({ starts }) => {
  const violations: string[] = [];
  for (const [key, tries] of grouped(starts, (start) => start.idempotencyKey)) {
    const first = tries.find(({ answer }) => answer.kind === 'run');
    for (const { payload, answer } of tries) {
      if (answer.kind === 'refused' && answer.code !== 'IDEMPOTENCY_CONFLICT')
        violations.push(`${key} was refused with ${answer.code}`);
      else if (answer.kind === 'refused' && payload === first?.payload)
        violations.push(`${key} was refused for its own input`);
      else if (answer.kind === 'run' && payload !== first?.payload)
        violations.push(`${key} was accepted with two inputs`);
      else if (answer.kind === 'run' && first?.answer.kind === 'run' && answer.runId !== first.answer.runId)
        violations.push(`${key} is ${answer.runId} and ${first.answer.runId}`);
    }
  }
  const refused = starts.filter(({ answer }) => answer.kind === 'refused').length;
  return verdict('I9', starts.length, violations, `${refused} refused for another input`);
};
