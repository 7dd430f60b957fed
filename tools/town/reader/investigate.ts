import { answered, type Reader } from './answer.js';
import { accountsOf } from './knowledge.js';

/** `investigate`: what the documents say for or against one signal, in their own words. */
export const investigate: Reader = (prompt, knowledge) => {
  const shown = prompt.items.find(({ role }) => role === 'signal');
  const signal = shown === undefined ? null : knowledge.recognise(shown);
  if (signal === null) return answered({ evidence: [] });
  const linked = new Set(
    [...knowledge.responsesTo(signal.id), ...knowledge.tensionsBehind(signal.id)].map(({ id }) => id),
  );
  return answered({
    evidence: prompt.documents.flatMap((document) =>
      knowledge.accountsIn(document.text).flatMap((account) => {
        const same = account.signal.id === signal.id;
        if (!same && !linked.has(account.signal.id)) return [];
        const contradicts = same && account.starts !== undefined && account.starts !== accountsOf(signal)[0]?.starts;
        return [
          {
            document_index: document.index,
            relevance: contradicts ? 'contradicting' : same ? 'direct' : 'supporting',
            confidence: same ? 0.85 : 0.6,
            quote: account.quote,
            explanation: contradicts
              ? 'The page gives another time for it.'
              : same
                ? 'The page says the same.'
                : `The page tells of ${account.title}.`,
          },
        ];
      }),
    ),
  });
};
