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

/** What stands of a given situation before its members. */
const head = (item: PromptItem): string => plainWords(item.text.split('\n').slice(0, 2).join('\n'));

/** The members of a given situation that the prompt shows. */
function shownIn(item: PromptItem): PromptItem[] {
  return item.text.split('\n').flatMap((line) => {
    const [, id, text] = /^\[signal:([^\]]+)\] (.*)$/.exec(line) ?? [];
    return id === undefined || text === undefined ? [] : [{ role: 'signal', id, type: null, text }];
  });
}

/** Given situations that tell one true one: each further one with the first. */
function twins(candidates: readonly PromptItem[], trueOf: (item: PromptItem) => Situation | undefined) {
  return candidates.flatMap((item, index) => {
    const situation = trueOf(item);
    const first = situation && candidates.slice(0, index).find((other) => trueOf(other) === situation);
    return first ? [{ situation: item.id, other: first.id, reasoning: `Both tell of this: ${situation.cause}` }] : [];
  });
}

/** `weave_situations`: which true situation each signal belongs to; opens those that were not given, joins what is told twice, parts what was mixed up. */
export const weaveSituations: Reader = (prompt: Prompt, knowledge) => {
  const candidates = prompt.items.filter(({ role }) => role === 'situation');
  const batch = prompt.items.filter(({ role }) => role === 'signal');
  const toldBy = (item: PromptItem): Situation | undefined =>
    knowledge.town.situations.find(({ headline }) => head(item).includes(plainWords(headline)));
  const givenAs = (situation: Situation): string | null =>
    candidates.find((item) => toldBy(item) === situation)?.id ?? null;
  const membersAmong = (items: readonly PromptItem[]): Member[] =>
    items.flatMap((item): Member[] => {
      const signal = knowledge.recognise(item);
      const situation =
        signal === null ? undefined : knowledge.town.situations.find(({ signals }) => signals.includes(signal.id));
      return situation === undefined ? [] : [{ item, situation }];
    });
  const members = membersAmong(batch);
  const strangers = candidates.flatMap((given) =>
    membersAmong(shownIn(given))
      .filter(({ situation }) => toldBy(given) !== undefined && givenAs(situation) === null)
      .map((member) => ({ given, ...member })),
  );
  const touched = [...new Set(members.map(({ situation }) => situation))];
  const missing = touched.filter((situation) => givenAs(situation) === null);
  const opened = [...new Set([...missing, ...strangers.map(({ situation }) => situation)])];
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
    state: [],
    merges: twins(candidates, toldBy),
    splits: candidates.flatMap((given) =>
      opened.flatMap(({ id, cause }) => {
        const own = strangers.filter((one) => one.given === given && one.situation.id === id);
        const signalIds = own.map(({ item }) => item.id);
        return own.length === 0
          ? []
          : [
              {
                situation: given.id,
                key: id,
                signal_ids: signalIds,
                reasoning: `They have a cause of their own: ${cause}`,
              },
            ];
      }),
    ),
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
