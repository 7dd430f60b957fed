import type { Wait } from './waits.js';

const DAY_MS = 86_400_000;

/** What a run waits for, in words; null when it waits for nothing in particular. */
export function waitingFor(waits: readonly Wait[], now: Date): string | null {
  return waits.length === 0 ? null : waits.map((wait) => wordsOf(wait, now)).join(', ');
}

function wordsOf({ kind, until, count }: Wait, now: Date): string {
  const at = until === null ? 'later' : `at ${clockTime(until, now)}`;
  switch (kind) {
    case 'approval':
      return 'approval';
    case 'sources':
      return count === 1 ? '1 source' : `${String(count ?? 0)} sources`;
    case 'retry':
      return `a retry ${at}`;
    case 'sleep':
      return `to go on ${at}`;
    case 'start_time':
      return until === null ? 'starts later' : `starts ${clockTime(until, now)}`;
    case 'earlier_phases':
      return 'the phases before it';
    case 'turn':
      return 'its turn in the region';
  }
}

/** `21:00 UTC`, with the date when that is more than a day away. */
function clockTime(at: Date, now: Date): string {
  const iso = at.toISOString();
  const time = `${iso.slice(11, 16)} UTC`;
  return Math.abs(at.getTime() - now.getTime()) < DAY_MS ? time : `${iso.slice(0, 10)} ${time}`;
}
