import { Flame, Snowflake, Sprout, TrendingDown, TrendingUp, type LucideIcon } from 'lucide-react';

const ARCS: Readonly<Record<string, LucideIcon>> = {
  EMERGING: Sprout,
  DEVELOPING: TrendingUp,
  ACTIVE: Flame,
  COOLING: TrendingDown,
  COLD: Snowflake,
};

/** Where a situation is in its life: icon and word. */
export function ArcLabel({ arc }: { arc: string }) {
  const Icon = ARCS[arc] ?? TrendingUp;
  return (
    <span className="inline-flex items-center gap-1.5 font-medium whitespace-nowrap">
      <Icon aria-hidden className="text-accent size-4" />
      {arc.charAt(0) + arc.slice(1).toLowerCase()}
    </span>
  );
}

/** A share between 0 and 1 as a bar with its number. */
export function Share({ label, value }: { label: string; value: number }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={value}
        className="bg-raised border-line inline-block h-2.5 w-28 overflow-hidden rounded-full border"
      >
        <span className="bg-accent block h-full" style={{ width: `${String(Math.round(value * 100))}%` }} />
      </span>
      <span className="tabular-nums">{value.toFixed(2)}</span>
    </span>
  );
}
