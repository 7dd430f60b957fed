import type { z } from 'zod';
import type { weaveSituationsAnswer } from '../../prompts/schemas.js';

type Answer = z.infer<typeof weaveSituationsAnswer>;

export interface WeavePlan {
  readonly open: readonly {
    readonly key: string;
    readonly headline: string;
    readonly lede: string;
    readonly thesis: string;
  }[];
  /** `situation` is an id that was given or a key of `open`. */
  readonly assign: readonly {
    readonly signalId: string;
    readonly situation: string;
    readonly confidence: number;
    readonly reasoning: string;
  }[];
  readonly dispatches: Answer['dispatches'];
  readonly nowhere: readonly string[];
  /** Pairs of given situations that are said to be one cause. */
  readonly merges: readonly { readonly pair: readonly [string, string]; readonly reasoning: string }[];
  /** Members of a given situation that go to one of `open`. */
  readonly splits: readonly {
    readonly from: string;
    readonly key: string;
    readonly signalIds: readonly string[];
    readonly reasoning: string;
  }[];
  /** Better words for given situations. */
  readonly state: readonly {
    readonly situation: string;
    readonly lede: string | null;
    readonly thesis: string | null;
  }[];
}

/** Known members of given situations, as they were shown. */
export type ShownMembers = Readonly<Record<string, readonly string[]>>;

const clamp = (value: number): number => (Number.isFinite(value) ? Math.max(0, Math.min(1, value)) : 0);

const said = (words: string | null): string | null => (words === null || words.trim() === '' ? null : words.trim());

/** Splits that leave something behind and move only what was shown, each to a situation that the answer describes. */
function splitsOf(
  answer: Answer,
  given: readonly string[],
  news: ReadonlySet<string>,
  shown: ShownMembers,
): WeavePlan['splits'] {
  return answer.splits.flatMap(({ situation, key, signal_ids, reasoning }) => {
    const members = shown[situation] ?? [];
    const signalIds = members.filter((id) => signal_ids.includes(id));
    const holds =
      given.includes(situation) && news.has(key) && signalIds.length > 0 && signalIds.length < members.length;
    return holds ? [{ from: situation, key, signalIds, reasoning }] : [];
  });
}

/** Merges of given situations; none takes part in two, nor in a split. */
function mergesOf(answer: Answer, given: readonly string[], splits: WeavePlan['splits']): WeavePlan['merges'] {
  const taken = new Set(splits.map(({ from }) => from));
  return answer.merges.flatMap(({ situation, other, reasoning }) => {
    const pair = [situation, other] as const;
    if (situation === other || pair.some((id) => taken.has(id) || !given.includes(id))) return [];
    for (const id of pair) taken.add(id);
    return [{ pair, reasoning }];
  });
}

/**
 * What of a model's answer is carried out: only signals of the batch, each once; only situations that were given or are opened
 * by it; a situation that no signal belongs to is not opened; dispatches and better words only for what exists then.
 */
export function planAnswer(
  answer: Answer,
  batch: readonly string[],
  given: readonly string[],
  shown: ShownMembers = {},
): WeavePlan {
  const news = new Map(
    answer.new_situations
      .filter(({ key, headline }) => headline.trim() !== '' && !given.includes(key))
      .map((one) => [one.key, one]),
  );
  const assigned = new Map<string, WeavePlan['assign'][number]>();
  for (const { signal_id, situation, confidence, reasoning } of answer.assignments) {
    if (situation === null || !batch.includes(signal_id) || assigned.has(signal_id)) continue;
    if (!given.includes(situation) && !news.has(situation)) continue;
    assigned.set(signal_id, { signalId: signal_id, situation, confidence: clamp(confidence), reasoning });
  }
  const splits = splitsOf(answer, given, new Set(news.keys()), shown);
  const used = new Set([...[...assigned.values()].map(({ situation }) => situation), ...splits.map(({ key }) => key)]);
  return {
    open: [...news.values()]
      .filter(({ key }) => used.has(key))
      .map(({ key, headline, lede, root_cause_thesis }) => ({ key, headline, lede, thesis: root_cause_thesis })),
    assign: [...assigned.values()],
    dispatches: answer.dispatches.filter(
      ({ situation, body }) => (given.includes(situation) || used.has(situation)) && body.trim() !== '',
    ),
    nowhere: batch.filter((id) => !assigned.has(id)),
    merges: mergesOf(answer, given, splits),
    splits,
    state: answer.state
      .map(({ situation, lede, root_cause_thesis }) => ({
        situation,
        lede: said(lede),
        thesis: said(root_cause_thesis),
      }))
      .filter(({ situation, lede, thesis }) => given.includes(situation) && (lede !== null || thesis !== null)),
  };
}
