import type { DurableContext } from '#durable';
import { Cancelled, Fenced, NonDeterminismError, TerminalError } from '#durable';
import pLimit from 'p-limit';
import { refusesEveryItem } from './refusal.js';

export interface ItemsDone<T, R> {
  readonly done: readonly { readonly item: T; readonly value: R }[];
  readonly failed: readonly { readonly item: T; readonly reason: string }[];
}

/** The code of an error, which the journal keeps. */
const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** What ends the run itself is not an item's failure: a stop, another owner, a region that the run no longer holds. */
export const endsTheRun = (error: unknown): boolean =>
  error instanceof Cancelled ||
  error instanceof Fenced ||
  error instanceof NonDeterminismError ||
  codeOf(error) === 'REGION_LOST';

/** Codes of errors of a store that is away. */
const STORE_AWAY =
  /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|57P0[1-3]|08\w{3}|ServiceUnavailable|SessionExpired)$/;

/** Whether no other item can get over an error either, until somebody mends it. By its code, which the journal keeps: a replay decides the same. */
export const stopsEveryItem = (error: unknown): boolean =>
  refusesEveryItem(codeOf(error)) || STORE_AWAY.test(codeOf(error) ?? '');

/** What a run says it left out because items broke off: `weaving: 3 broke off, for example: the key was refused`. */
export function brokenOff(task: string, failed: readonly { readonly reason: string }[]): string[] {
  const [first] = failed;
  return first === undefined ? [] : [`${task}: ${String(failed.length)} broke off, for example: ${first.reason}`];
}

/** The first error, caused by all of them: a retry tries again every step that they came from. */
function together(errors: readonly unknown[]): unknown {
  const [first] = errors;
  if (errors.length < 2 || !(first instanceof Error)) return first;
  return new TerminalError(first.message, codeOf(first), { cause: new AggregateError(errors) });
}

/** An error in words. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Works through items, some at once. One that fails does not stop the others: it is told as an event with its reason.
 * A refused key or account ends the phase, whatever worked before: what is finished stays, and a retry goes on from there once it is mended.
 * The first error, caused by all, is thrown when none works and nothing of the phase can: a store is away, a key is refused, or there were
 * several items. One item that fails alone for a reason of its own leaves the phase to go on without it.
 * Names of steps inside `work` must come from the item, so that a replay finds them whatever the order.
 */
export async function eachItem<T, R>(
  durable: DurableContext,
  items: readonly T[],
  { atOnce, name }: { readonly atOnce: number; readonly name: (item: T) => string },
  work: (item: T) => Promise<R>,
): Promise<ItemsDone<T, R>> {
  const limit = pLimit(atOnce);
  const refusals: unknown[] = [];
  const one = async (item: T): Promise<R> => {
    if (refusals.length > 0) throw refusals[0];
    try {
      return await work(item);
    } catch (error) {
      if (refusesEveryItem(codeOf(error))) refusals.push(error);
      throw error;
    }
  };
  const outcomes = await Promise.allSettled(items.map((item) => limit(() => one(item))));
  const done: { item: T; value: R }[] = [];
  const failed: { item: T; reason: string }[] = [];
  const errors: unknown[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const item = items[index] as T;
    if (outcome.status === 'fulfilled') {
      done.push({ item, value: outcome.value });
      continue;
    }
    if (endsTheRun(outcome.reason)) throw outcome.reason;
    errors.push(outcome.reason);
    failed.push({ item, reason: reasonOf(outcome.reason) });
  }
  if (refusals.length > 0) throw together(refusals);
  if (done.length === 0 && (failed.length > 1 || stopsEveryItem(errors[0]))) throw together(errors);
  for (const { item, reason } of failed) await durable.event('item_failed', { item: name(item), reason });
  return { done, failed };
}
