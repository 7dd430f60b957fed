/** A length of time in its two largest units: `340 ms`, `12.0 s`, `3 m 20 s`, `7 h 9 m`, `2 d 3 h`. Negative counts as none. */
export function lengthInWords(ms: number): string {
  if (ms < 1_000) return `${String(Math.max(0, Math.round(ms)))} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return pair(seconds, 60, 'm', 's');
  const minutes = Math.round(seconds / 60);
  return minutes < 1_440 ? pair(minutes, 60, 'h', 'm') : pair(Math.round(minutes / 60), 24, 'd', 'h');
}

/** How long something took or takes; `–` when it has not begun. */
export function duration(
  startedAt: string | null | undefined,
  endedAt: string | null | undefined,
  now: number,
): string {
  if (startedAt === null || startedAt === undefined) return '–';
  const end = endedAt === null || endedAt === undefined ? now : Date.parse(endedAt);
  return lengthInWords(end - Date.parse(startedAt));
}

function pair(count: number, per: number, large: string, small: string): string {
  return `${String(Math.floor(count / per))} ${large} ${String(count % per)} ${small}`;
}
