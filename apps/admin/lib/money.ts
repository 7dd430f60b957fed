/** Micro-USD as dollars; small sums keep their digits. */
export function money(microUsd: number): string {
  const usd = microUsd / 1_000_000;
  return usd !== 0 && Math.abs(usd) < 0.01 ? `$${usd.toFixed(4)}` : `$${usd.toFixed(2)}`;
}
