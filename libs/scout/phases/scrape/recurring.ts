import type { RecurringGathering } from '#graph';
import { nextOccurrence } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';

/**
 * New next occurrences of gatherings whose last known one has passed. One that is still ahead stays: its calendar may
 * have told of exceptions that the rule alone does not.
 */
export function advanced(
  gatherings: readonly RecurringGathering[],
  now: Date,
): { readonly id: string; readonly nextOccurrence: string | null }[] {
  return gatherings.flatMap((gathering) => {
    if (gathering.nextOccurrence !== null && new Date(gathering.nextOccurrence) >= now) return [];
    const next = nextOccurrence(gathering, now);
    return next === undefined || next === gathering.nextOccurrence ? [] : [{ id: gathering.id, nextOccurrence: next }];
  });
}

/** Moves recurring gatherings on to their next occurrence; returns how many moved. */
export async function advanceRecurring({ durable, region, now, services }: PhaseContext): Promise<number> {
  return durable.step('advance recurring gatherings', async () => {
    const rows = advanced(await services.signals.recurringGatherings(region.slug), now);
    return rows.length === 0 ? 0 : services.signals.setNextOccurrences(rows);
  });
}
