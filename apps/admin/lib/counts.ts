/** A run's counts as words, without the zeros: `signalsStored: 84` becomes `signals stored 84`. */
export function countsInWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => `${name.replace(/([A-Z])/g, ' $1').toLowerCase()} ${String(count)}`)
    .join(' · ');
}
