import { plainWords } from '../text/match.js';
import { answered, type Reader } from './answer.js';
import type { Knowledge } from './knowledge.js';
import type { Prompt, PromptItem } from './prompt.js';

type Situation = Knowledge['town']['situations'][number];
interface Member {
  readonly item: PromptItem;
  readonly situation: Situation;
}

/** The item's own sentence with its citation; the full stop stands behind it. */
function cited(item: PromptItem): string {
  const [title = '', summary = ''] = item.text.split('\n').map((line) => line.replace(/^Quote: /, '').trim());
  const sentence = (summary === '' ? title : summary).split(/(?<=[.!?])\s+(?=\p{Lu})/u)[0] ?? title;
  return `${sentence.replace(/[.!?]+$/, '')} [signal:${item.id}].`;
}

/** Responses first: what people do comes before what is wrong. */
const leading = ({ item }: Member): number => (item.type?.toLowerCase() === 'tension' ? 1 : 0);

/** `weave_situations`: which true situation each signal belongs to; opens those that were not given. */
export const weaveSituations: Reader = (prompt: Prompt, knowledge) => {
  const candidates = prompt.items.filter(({ role }) => role === 'situation');
  const batch = prompt.items.filter(({ role }) => role === 'signal');
  const givenAs = (situation: Situation): string | null =>
    candidates.find((item) => plainWords(item.text).includes(plainWords(situation.headline)))?.id ?? null;
  const members = batch.flatMap((item): Member[] => {
    const signal = knowledge.recognise(item);
    const situation =
      signal === null ? undefined : knowledge.town.situations.find(({ signals }) => signals.includes(signal.id));
    return situation === undefined ? [] : [{ item, situation }];
  });
  const touched = [...new Set(members.map(({ situation }) => situation))];
  const opened = touched.filter((situation) => givenAs(situation) === null);
  const nameOf = (situation: Situation): string => givenAs(situation) ?? situation.id;
  return answered({
    assignments: batch.map((item) => {
      const member = members.find((known) => known.item === item);
      return member === undefined
        ? { signal_id: item.id, situation: null, confidence: 0.6, reasoning: 'It shares no cause with the others.' }
        : {
            signal_id: item.id,
            situation: nameOf(member.situation),
            confidence: 0.9,
            reasoning: `It has the same cause: ${member.situation.cause}`,
          };
    }),
    new_situations: opened.map(({ id, headline, lede, cause }) => ({
      key: id,
      headline,
      lede,
      root_cause_thesis: cause,
    })),
    dispatches: touched.map((situation) => ({
      situation: nameOf(situation),
      type: opened.includes(situation) ? 'emergence' : 'update',
      body: members
        .filter((member) => member.situation === situation)
        .toSorted((a, b) => leading(a) - leading(b))
        .map(({ item }) => cited(item))
        .join(' '),
    })),
  });
};
