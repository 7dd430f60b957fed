import { subjectOf } from './subject';

/** What waits for approval, in words: `83 signals wait for approval`; after the region's name where that is given. */
export function headline(subject: unknown, regionName?: string): string {
  const { signals } = subjectOf(subject);
  const what = signals === null ? null : signals === 1 ? '1 signal waits' : `${String(signals)} signals wait`;
  if (regionName === undefined) return `${what ?? 'Waits'} for approval`;
  return `${regionName}: ${what ?? 'waits'} for approval`;
}
