import type { DurableContext } from '#durable';
import { RetryableError, TerminalError } from '#durable';
import type { RegionScoutRunRepository } from '#graph';
import { allowedFrom, blockedBy, phaseRow, runningStatus, type PhaseName } from './registry.js';

/** Tag of a run that was admitted for later: it holds no region until it begins. */
export const POSTPONED_TAG = 'startAt';

/** The run before it gives the region back a moment after its end; looked for this often, a second apart. */
const LOOKS = 12;
const BETWEEN_LOOKS_MS = 1_000;

/** Whether a phase is the first of a run that was admitted for later. */
export function beginsPostponedRun({ tags, runId, rootId }: DurableContext, phase: PhaseName): boolean {
  return tags[POSTPONED_TAG] !== undefined && (runId === rootId || phaseRow(phase).after === null);
}

/**
 * Takes the region for a run that was admitted for later. What was asked of it then is asked again: throws TerminalError REGION_BUSY or
 * PHASE_PREREQUISITE_MISSING when it may not begin.
 */
export async function takeTurn(
  durable: DurableContext,
  regionRuns: RegionScoutRunRepository,
  region: string,
  phase: PhaseName,
): Promise<void> {
  await durable.step(
    'take its turn in the region',
    async ({ attempt }) => {
      const { transitioned, current } = await regionRuns.transition(region, {
        allowedFrom: [...allowedFrom(phase), runningStatus(phase)],
        to: runningStatus(phase),
        runId: durable.rootId,
      });
      if (transitioned) return;
      const holder = current.runId === durable.rootId ? null : current.runId;
      if (holder === null) throw notAllowed(phase, current.status);
      const busy = `Run ${holder} still holds the region.`;
      if (attempt < LOOKS) throw new RetryableError(busy, BETWEEN_LOOKS_MS);
      throw new TerminalError(`${busy} Stop it or wait for its end, then retry this run.`, 'REGION_BUSY');
    },
    { retry: { maxAttempts: LOOKS, initialDelayMs: BETWEEN_LOOKS_MS, factor: 1 } },
  );
}

function notAllowed(phase: PhaseName, status: string): TerminalError {
  const blocked = blockedBy(phase, status);
  if (blocked === null) return new TerminalError(`The region's status is "${status}".`, 'REGION_BUSY');
  return new TerminalError(`${blocked.message} ${blocked.unblocks}`, blocked.code);
}
