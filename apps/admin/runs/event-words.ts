/** Which end of a run's events is read first. */
export type EventOrder = 'newest' | 'oldest';

/** How many events stand in the list, of how many: `100 of 1,559`; with a filter, which looks only at what is read: `7 of the newest 100 of 1,559`. */
export function eventCount(
  count: {
    readonly shown: number;
    readonly read: number;
    /** Of the whole run, at least what is read. */
    readonly total: number;
  },
  order: EventOrder,
): string {
  const { shown, read } = count;
  const total = Math.max(count.total, read);
  const inRead = shown < read && read < total ? `the ${order} ${grouped(read)} of ` : '';
  return `${grouped(shown)} of ${inRead}${grouped(total)}`;
}

const grouped = (count: number): string => count.toLocaleString('en-US');

/** What tells one address from another where there is little room: `https://city.example/events` is `city.example/events`. */
export function withoutScheme(label: string): string {
  return label.replace(/^https?:\/\/(www\.)?/i, '');
}
