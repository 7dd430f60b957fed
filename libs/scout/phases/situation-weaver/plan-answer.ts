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
}

const clamp = (value: number): number => (Number.isFinite(value) ? Math.max(0, Math.min(1, value)) : 0);

/**
 * What of a model's answer is carried out: only signals of the batch, each once; only situations that were given or are opened
 * by it; a situation that no signal of the batch belongs to is not opened; dispatches only for what exists then.
 */
export function planAnswer(answer: Answer, batch: readonly string[], given: readonly string[]): WeavePlan {
  const news = new Map(
    answer.new_situations.filter(({ headline }) => headline.trim() !== '').map((one) => [one.key, one]),
  );
  const assigned = new Map<string, WeavePlan['assign'][number]>();
  for (const { signal_id, situation, confidence, reasoning } of answer.assignments) {
    if (situation === null || !batch.includes(signal_id) || assigned.has(signal_id)) continue;
    if (!given.includes(situation) && !news.has(situation)) continue;
    assigned.set(signal_id, { signalId: signal_id, situation, confidence: clamp(confidence), reasoning });
  }
  const used = new Set([...assigned.values()].map(({ situation }) => situation));
  return {
    open: [...news.values()]
      .filter(({ key }) => used.has(key) && !given.includes(key))
      .map(({ key, headline, lede, root_cause_thesis }) => ({ key, headline, lede, thesis: root_cause_thesis })),
    assign: [...assigned.values()],
    dispatches: answer.dispatches.filter(
      ({ situation, body }) => (given.includes(situation) || used.has(situation)) && body.trim() !== '',
    ),
    nowhere: batch.filter((id) => !assigned.has(id)),
  };
}
