/** Times in the region's zone, UTC on hover. */
export function Time({
  at,
  zone,
  empty = 'never',
}: {
  at: string | null | undefined;
  zone?: string | null;
  empty?: string;
}) {
  if (at === null || at === undefined) return <span className="text-muted">{empty}</span>;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  const text = new Intl.DateTimeFormat('en-US', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone ?? undefined,
  }).format(date);
  return (
    <time
      dateTime={date.toISOString()}
      title={`${date.toISOString().replace('T', ' ').slice(0, 19)} UTC`}
      className="whitespace-nowrap"
    >
      {text}
    </time>
  );
}

/** How long something took or takes: `340 ms`, `12 s`, `3 m 20 s`. */
export function duration(
  startedAt: string | null | undefined,
  endedAt: string | null | undefined,
  now: number,
): string {
  if (startedAt === null || startedAt === undefined) return '–';
  const ms = (endedAt === null || endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(startedAt);
  if (ms < 1_000) return `${String(Math.max(0, Math.round(ms)))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  return `${String(minutes)} m ${String(Math.round((ms % 60_000) / 1_000))} s`;
}
