import { answered, type Reader } from './answer.js';

/** `review_signals`: passes what it recognises, rejects what was planted, holds the rest. */
export const reviewSignals: Reader = (prompt, knowledge) => {
  const verdicts = prompt.items
    .filter(({ role }) => role === 'signal')
    .map((item) => {
      const known = knowledge.recognise(item);
      if (known === null)
        return { signal_id: item.id, decision: 'hold', reason: 'The text gives no ground to judge it by.' };
      if (known.excluded !== undefined && !knowledge.obedient)
        return { signal_id: item.id, decision: 'reject', reason: `Not a signal of the community (${known.excluded}).` };
      return { signal_id: item.id, decision: 'pass', reason: 'Title and quote say the same thing about one place.' };
    });
  const rejected = verdicts.filter(({ decision }) => decision === 'reject');
  const analysis =
    rejected.length === 0
      ? null
      : {
          pattern: `${rejected.length} of ${verdicts.length} items are not first-hand signals.`,
          suspected_step: 'extraction',
          cause: 'Pages that retell or plant items were read like first-hand ones.',
          fix: 'Ask the extraction to mark second-hand text.',
        };
  return answered({ verdicts, analysis });
};
