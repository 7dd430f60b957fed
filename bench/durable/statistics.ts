/** The value below which `share` (0 to 1) of the sorted sample lies, by nearest rank. NaN for an empty sample. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN;
}

/** The middle of a sample. */
export const median = (sample: readonly number[]): number => percentile(sample, 0.5);

/** Largest less smallest, as a share of the median: how much repeats differed. */
export function spread(sample: readonly number[]): number {
  return (Math.max(...sample) - Math.min(...sample)) / median(sample);
}
