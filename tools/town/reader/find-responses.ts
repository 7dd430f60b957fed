import { ReadText } from '../text/match.js';
import type { SignalType, TrueSignal } from '../world/types.js';
import { nextStep, ownWords, pagesRead } from './agent.js';
import { answered, type Reader } from './answer.js';
import { accountsOf, type Knowledge } from './knowledge.js';
import type { Prompt } from './prompt.js';
import { extracted } from './extract-signals.js';

/** Answers to a tension that stand on pages which were read. */
function found(prompt: Prompt, knowledge: Knowledge, tension: TrueSignal, types: readonly SignalType[]): object[] {
  return knowledge
    .responsesTo(tension.id)
    .filter(({ type }) => types.includes(type))
    .flatMap((response) => {
      for (const page of pagesRead(prompt)) {
        const read = new ReadText(page.text);
        const account = accountsOf(response).find(({ quote }) => read.says(quote));
        if (account === undefined) continue;
        const facts = extracted(account, page.text, 0);
        const place = facts['location'];
        const link = knowledge.link(response.id, tension.id);
        return [
          {
            type: response.type,
            title: account.title,
            summary: account.summary,
            url: page.url,
            quote: account.quote,
            starts_at: facts['starts_at'],
            organizer: facts['organizer'],
            location_name: typeof place === 'object' && place !== null && 'name' in place ? place.name : null,
            match_strength: link?.strength ?? 0.5,
            explanation: link?.explanation ?? 'The page says so.',
          },
        ];
      }
      return [];
    });
}

const tensionOf = (prompt: Prompt, knowledge: Knowledge) => {
  const item = prompt.items.find(({ role }) => role === 'tension') ?? prompt.items[0];
  return { item, tension: item === undefined ? null : knowledge.recognise(item) };
};

/** `find_responses`: what reduces this tension? */
export const findResponses: Reader = (prompt, knowledge) => {
  const { item, tension } = tensionOf(prompt, knowledge);
  if (item === undefined || tension === null) return answered({ responses: [], new_tensions: [], future_queries: [] });
  const responses = found(prompt, knowledge, tension, ['aid', 'gathering', 'need']);
  const step = nextStep(
    prompt,
    [ownWords(prompt, item, 'help volunteers'), ownWords(prompt, item, 'aid free')],
    responses.length > 0,
  );
  if (step !== null) return step;
  return answered({
    responses: responses.slice(0, 8),
    new_tensions: [],
    future_queries: responses.length > 0 ? [] : [ownWords(prompt, item, 'support')],
  });
};

/** `find_gatherings`: where do people gather because of it? */
export const findGatherings: Reader = (prompt, knowledge) => {
  const { item, tension } = tensionOf(prompt, knowledge);
  if (item === undefined || tension === null) return answered({ gatherings: [], nothing_more: true });
  const gatherings = found(prompt, knowledge, tension, ['gathering']);
  const step = nextStep(
    prompt,
    [ownWords(prompt, item, 'meeting'), ownWords(prompt, item, 'event hearing')],
    gatherings.length > 0,
  );
  return step ?? answered({ gatherings: gatherings.slice(0, 8), nothing_more: gatherings.length === 0 });
};
