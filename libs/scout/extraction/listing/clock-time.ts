/** Times of day as a text writes them. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
}
export interface WrittenTime {
  readonly start: ClockTime;
  readonly end: ClockTime | null;
  readonly index: number;
  readonly text: string;
}

const POINT = String.raw`(\d{1,2})(?:\s?[:.]\s?([0-5oO]\d|[0-5][oO]|[oO]{2}))?\s*:?\s*([ap])\.?\s?m\b\.?|(\d{1,2}):([0-5]\d)(?!\d)|\b(noon|midnight|mediod[ií]a)\b`;
const RANGE = new RegExp(
  String.raw`(?<![\d:/$.-])(?:${POINT}|(\d{1,2})(?=\s*(?:-|–|—|to|until|a)\s*\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?\s?m))(?:\s*(?:-|–|—|to|until|till|through|and|hasta(?:\s+las)?|a(?:\s+las)?)\s*(?:${POINT}))?`,
  'gi',
);

interface Parts {
  readonly hour: number;
  readonly minute: number;
  /** `a`, `p`, or null when the text leaves it open. */
  readonly half: string | null;
}

function parts(groups: readonly (string | undefined)[]): Parts | null {
  const [hour12, minute12, half, hour24, minute24, word] = groups;
  if (word !== undefined) return { hour: /midnight/i.test(word) ? 0 : 12, minute: 0, half: '' };
  if (hour12 !== undefined)
    return {
      hour: Number(hour12),
      minute: Number((minute12 ?? '0').replace(/o/gi, '0')),
      half: (half ?? '').toLowerCase(),
    };
  if (hour24 !== undefined) return { hour: Number(hour24), minute: Number(minute24), half: null };
  return null;
}

function clock({ hour, minute, half }: Parts): ClockTime | null {
  if (half === 'a' || half === 'p') {
    if (hour < 1 || hour > 12) return hour < 24 && hour > 12 ? { hour, minute } : null;
    return { hour: (hour % 12) + (half === 'p' ? 12 : 0), minute };
  }
  return hour < 24 ? { hour, minute } : null;
}

/** The first time of day in a text, with its end when it is a span: `3:00 - 5:00 PM`, `10 a.m. to noon`, `6-8pm`. Null for none. */
export function writtenTime(text: string): WrittenTime | null {
  for (const match of text.matchAll(RANGE)) {
    const bare = match[7];
    const end = parts(match.slice(8, 14));
    const first = bare === undefined ? parts(match.slice(1, 7)) : { hour: Number(bare), minute: 0, half: null };
    if (first === null) continue;
    const endClock = end === null ? null : clock(end);
    let half = first.half;
    if (half === null && (end?.half === 'a' || end?.half === 'p'))
      half = end.hour % 12 >= first.hour % 12 || end.half === 'a' ? end.half : 'a';
    // A bare 24-hour form without leading zero or end is as likely a score or a verse.
    const start = clock({ ...first, half });
    if (start === null) continue;
    return { start, end: endClock, index: match.index, text: match[0].trim() };
  }
  return null;
}
