import { answered, type Reader } from './answer.js';

/** `judge_responses`: which candidates answer the tension; what it does not recognise does not. */
export const judgeResponses: Reader = (prompt, knowledge) => {
  const shown = prompt.items.find(({ role }) => role === 'tension');
  const tension = shown === undefined ? null : knowledge.recognise(shown);
  return answered({
    verdicts: prompt.items
      .filter(({ role }) => role === 'candidate')
      .map((item) => {
        const candidate = knowledge.recognise(item);
        const link = tension === null || candidate === null ? null : knowledge.link(candidate.id, tension.id);
        return link === null
          ? {
              candidate_id: item.id,
              responds: false,
              match_strength: 0.1,
              explanation: 'Nothing in the texts says that one answers the other.',
            }
          : { candidate_id: item.id, responds: true, match_strength: link.strength, explanation: link.explanation };
      }),
  });
};
