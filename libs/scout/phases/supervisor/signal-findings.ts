import type { Finding, NewFinding, Review, Signal } from '#graph';
import type { PhaseContext } from '../phase.js';
import { PRIVATE_CONTACT } from './review-rules.js';

/** Kinds of finding against one signal: while open they weigh on the source that told it. */
export const SIGNAL_FINDING_TYPES = ['rejected_signal', 'private_contact'] as const;

type Judged = Pick<Signal, 'id' | 'title' | 'reviewStatus'>;

/** What a review says against single signals. */
export function signalFindings(reviews: readonly Review[], signals: ReadonlyMap<string, Judged>): NewFinding[] {
  return reviews.flatMap(({ id, status, reason }): NewFinding[] => {
    const signal = signals.get(id);
    if (signal === undefined) return [];
    const target = { targetId: id, targetLabel: signal.title, severity: 'info' as const };
    if (status === 'rejected')
      return [
        {
          ...target,
          type: 'rejected_signal',
          description: `Rejected: ${reason ?? 'no reason given'}`,
          suggestedAction: 'Publish it, or dismiss this finding when its source is not to blame.',
        },
      ];
    if (status === 'staged' && reason?.includes(PRIVATE_CONTACT) === true)
      return [
        {
          ...target,
          type: 'private_contact',
          description: 'It holds a private contact and waits for a person.',
          suggestedAction: 'Publish it when the contact is public, else reject it.',
        },
      ];
    return [];
  });
}

/** Whether what was found against a signal still is so: somebody may have published it, or it has expired or gone. */
export const stillHolds = ({ type }: Pick<Finding, 'type'>, signal: Judged | undefined): boolean =>
  signal?.reviewStatus === (type === 'rejected_signal' ? 'rejected' : 'staged');

/** Records what this run's review says against signals, and resolves what no longer holds. Returns how many are new. */
export async function recordSignalFindings(
  { durable, region, services }: PhaseContext,
  reviews: readonly Review[],
): Promise<number> {
  return durable.step('write findings on signals', async () => {
    for (const type of SIGNAL_FINDING_TYPES) {
      const { items } = await services.findings.list(region.slug, { type, status: 'open', first: 1000 });
      const signals = await services.signals.getMany(items.map(({ targetId }) => targetId));
      const byId = new Map(signals.map((signal) => [signal.id, signal]));
      for (const finding of items) {
        if (!stillHolds(finding, byId.get(finding.targetId)))
          await services.findings.setStatus(finding.id, 'resolved', 'It no longer holds.');
      }
    }
    const judged = await services.signals.getMany(reviews.map(({ id }) => id));
    const found = signalFindings(reviews, new Map(judged.map((signal) => [signal.id, signal])));
    if (found.length > 0) await services.findings.upsert(region.slug, found);
    return found.length;
  });
}
