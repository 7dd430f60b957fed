'use client';

import { createContext, useContext, type ReactNode } from 'react';
import { inZone, inZoneExactly } from '@/lib/time-words';

const ZoneContext = createContext<string | null>(null);

/** The zone that times are shown in here; null: it is not known. */
export const useShownZone = (): string | null => useContext(ZoneContext);

/** Shows every time inside in this zone: the region's. Null while it is not known yet. */
export function InZone({ zone, children }: { zone: string | null; children: ReactNode }) {
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

/** A time in the region's zone, that and UTC on hover. Without a region it is UTC and says so: never the reader's own zone. */
export function Time({
  at,
  zone,
  empty = 'never',
  exact = false,
}: {
  at: string | null | undefined;
  zone?: string | null;
  empty?: string;
  /** To the second, with the zone in the text. */
  exact?: boolean;
}) {
  const around = useShownZone();
  if (at === null || at === undefined) return <span className="text-muted">{empty}</span>;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  const known = zone ?? around;
  const utc = `${date.toISOString().replace('T', ' ').slice(0, 19)} UTC`;
  return (
    <time
      dateTime={date.toISOString()}
      title={known === null ? utc : `${utc} (shown in ${known})`}
      className="whitespace-nowrap"
    >
      {exact ? inZoneExactly(at, known ?? 'UTC') : inZone(at, known ?? 'UTC')}
      {known === null && !exact && ' UTC'}
    </time>
  );
}

/** How far away a time is, in its largest whole unit: `in 3 hours`, `2 minutes ago`. */
export function untilWords(at: string, now: number): string {
  const ms = Date.parse(at) - now;
  const words = new Intl.RelativeTimeFormat('en-US', { numeric: 'always' });
  const [unit, size] = UNITS.find(([, length]) => Math.abs(ms) >= length) ?? (['second', 1_000] as const);
  return words.format(Math.trunc(ms / size), unit);
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
