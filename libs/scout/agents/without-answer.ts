import { endsTheRun, reasonOf, stopsEveryItem } from '../phases/each-item.js';
import type { LlmAnswer } from '../providers/index.js';

/** Why there is no answer: `failed` means that the provider gave none until the last attempt. */
export type WithoutAnswer = 'budget' | 'refused' | 'malformed' | 'failed';

/** A paid step that its provider could not carry out. */
export interface Troubled {
  readonly kind: 'troubled';
  readonly reason: string;
}

/** The last error of a paid step as an outcome; thrown again when it ends the run, or when no other call can get over it either. */
export function afterTrouble(error: unknown): Troubled {
  if (endsTheRun(error) || stopsEveryItem(error)) throw error;
  return { kind: 'troubled', reason: reasonOf(error) };
}

/** The outcome of a question that was never answered. */
export const notAsked = (
  outcome: Troubled | { readonly kind: 'skipped' },
): { readonly kind: 'none'; readonly reason: string; readonly because: WithoutAnswer } =>
  outcome.kind === 'troubled'
    ? { kind: 'none', reason: outcome.reason, because: 'failed' }
    : { kind: 'none', reason: 'the budget is used up', because: 'budget' };

/** The outcome of a question whose answer can't be worked with. */
export const noAnswer = (
  given: Exclude<LlmAnswer<unknown>, { kind: 'ok' }>,
): { readonly kind: 'none'; readonly reason: string; readonly because: WithoutAnswer } =>
  given.kind === 'misfit'
    ? { kind: 'none', reason: given.problem, because: 'malformed' }
    : { kind: 'none', reason: given.reason, because: given.kind };

/** Whether a missing answer says nothing about what was asked: nobody looked at it, so it is not marked as looked at. */
export const nobodyLooked = (because: WithoutAnswer): boolean => because === 'budget' || because === 'failed';

/** What a run says it left out because answers were missing: `review: budget`, `review: 2 without an answer (failed)`. */
export function leftOut(task: string, missing: readonly (WithoutAnswer | null)[]): string[] {
  const counts = new Map<WithoutAnswer, number>();
  for (const because of missing) if (because !== null) counts.set(because, (counts.get(because) ?? 0) + 1);
  return [...counts].map(([because, count]) =>
    because === 'budget' ? `${task}: budget` : `${task}: ${String(count)} without an answer (${because})`,
  );
}
