import { TerminalError, type ChildOutcome } from '#durable';
import { stopsEveryItem } from '../each-item.js';
import { refusesEveryItem } from '../refusal.js';
import type { SourceReading } from './scrape-input.js';

/**
 * What ends the scrape with its sources, instead of being a failure of one of them: a refused key or account does, whatever was read beside it; what
 * else no source can get over, such as a store that is away, does when none was read. Null when the scrape goes on. The same rule as for the items
 * of other phases, except that sources may all fail for reasons of their own.
 */
export function endOfScrape(outcomes: readonly ChildOutcome<SourceReading>[]): TerminalError | null {
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'completed' ? [] : [outcome.error]));
  const noneRead = errors.length === outcomes.length;
  const end = errors.find(({ code }) => refusesEveryItem(code)) ?? (noneRead ? errors.find(stopsEveryItem) : undefined);
  return end === undefined ? null : new TerminalError(end.message, end.code);
}
