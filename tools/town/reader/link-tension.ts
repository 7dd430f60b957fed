import { ReadText } from '../text/match.js';
import { nextStep, ownWords, pagesRead } from './agent.js';
import { answered, type Reader } from './answer.js';
import { accountsOf, type Knowledge } from './knowledge.js';
import type { Prompt } from './prompt.js';

/** The tension as a page that was read tells it. */
function tensionsFound(prompt: Prompt, knowledge: Knowledge, signalId: string): object[] {
  return knowledge.tensionsBehind(signalId).flatMap((tension) => {
    for (const page of pagesRead(prompt)) {
      const read = new ReadText(page.text);
      const account = accountsOf(tension).find(({ quote }) => read.says(quote));
      if (account === undefined) continue;
      const link = knowledge.link(signalId, tension.id);
      return [
        {
          title: account.title,
          summary: account.summary,
          url: page.url,
          quote: account.quote,
          severity: tension.severity ?? null,
          category: tension.category ?? null,
          what_would_help: tension.whatWouldHelp ?? null,
          match_strength: link?.strength ?? 0.5,
          explanation: link?.explanation ?? 'The page names the same problem.',
        },
      ];
    }
    return [];
  });
}

/** `link_tension`: why does this exist? Looks it up, and answers from the pages it read. */
export const linkTension: Reader = (prompt, knowledge) => {
  const item = prompt.items.find(({ role }) => role === 'signal') ?? prompt.items[0];
  const signal = item === undefined ? null : knowledge.recognise(item);
  const curious = signal !== null && knowledge.tensionsBehind(signal.id).length > 0;
  if (item === undefined || !curious)
    return answered({ curious: false, reason: 'Nothing in it points to a problem behind it.', tensions: [] });
  const tensions = tensionsFound(prompt, knowledge, signal.id);
  const step = nextStep(
    prompt,
    [ownWords(prompt, item, 'problem'), ownWords(prompt, item, 'residents shortage news')],
    tensions.length > 0,
  );
  if (step !== null) return step;
  const reason = tensions.length > 0 ? 'Pages name the problem it answers.' : 'No page that was read names a problem.';
  return answered({ curious: true, reason, tensions: tensions.slice(0, 3) });
};
