import { money } from '@/lib/money';

/** A sum of micro-USD as dollars, its digits in line with those above and below. */
export function Money({ microUsd }: { microUsd: number }) {
  return <span className="tabular-nums">{money(microUsd)}</span>;
}
