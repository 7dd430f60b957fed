/** What an approval is about: how many signals, and which (at most 50 are named). */
export interface Subject {
  readonly signals: number | null;
  readonly signalIds: readonly string[];
}

/** Reads a gate's subject, which is JSON of the run's making. */
export function subjectOf(subject: unknown): Subject {
  if (typeof subject !== 'object' || subject === null) return { signals: null, signalIds: [] };
  const { signals, signalIds } = subject as { signals?: unknown; signalIds?: unknown };
  return {
    signals: typeof signals === 'number' ? signals : null,
    signalIds: Array.isArray(signalIds) ? signalIds.filter((id): id is string => typeof id === 'string') : [],
  };
}
