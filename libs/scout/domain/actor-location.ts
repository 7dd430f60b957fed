import { daysBetween } from './day.js';
import { normaliseTitle } from './title.js';

const WINDOW_DAYS = 90;
const LEAST_SIGNALS = 2;

/**
 * Where an actor is at home, from the signals it authored and its own description; `current` when nothing better is known.
 * A place named in its bio and by one signal wins; else the most frequent place of at least 2 signals in 90 days; a tie keeps the current one.
 */
export function actorPlace(input: {
  readonly current: string | null;
  readonly bio: string | null;
  readonly authored: readonly { readonly placeName: string; readonly at: string }[];
  readonly now: Date;
}): string | null {
  const recent = input.authored.filter(
    (signal) => daysBetween(signal.at, input.now) <= WINDOW_DAYS && signal.placeName.trim() !== '',
  );
  const bio = input.bio === null ? '' : ` ${normaliseTitle(input.bio)} `;
  const confirmed = recent.find((signal) => bio.includes(` ${normaliseTitle(signal.placeName)} `));
  if (confirmed !== undefined) return confirmed.placeName;
  const counts = new Map<string, { name: string; count: number }>();
  for (const { placeName } of recent) {
    const key = normaliseTitle(placeName);
    counts.set(key, { name: placeName, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const [first, second] = [...counts.values()].toSorted((a, b) => b.count - a.count);
  if (first === undefined || first.count < LEAST_SIGNALS || first.count === second?.count) return input.current;
  return first.name;
}
