import { randomUUID } from 'node:crypto';
import type { RegionScoutRun, RegionScoutRunRepository } from '#graph';
import {
  allowedFrom,
  allowedFromForFullRun,
  blockedBy,
  isRunning,
  phaseRow,
  runningStatus,
  type PhaseName,
} from '../phases/registry.js';
import type { RunKind } from './credentials.js';
import { refused, type Refused } from './outcome.js';

/** How often a start looks again when the region's status changed between reading and taking it. */
const LOOKS = 3;

/** Why a run of this kind can't start in a region with this status; null when it can. */
export function startBlockedBy(kind: RunKind, current: Pick<RegionScoutRun, 'status' | 'runId'>): Refused | null {
  if (isRunning(current.status) || current.runId !== null) {
    return refused(
      'REGION_BUSY',
      `${current.runId === null ? 'A run' : `Run ${current.runId}`} is going on in this region (${current.status.replaceAll('_', ' ')}).`,
      'Wait for it to end, or stop it.',
    );
  }
  if (kind === 'full') return null;
  const blocked = blockedBy(kind, current.status);
  return blocked === null ? null : refused(blocked.code, blocked.message, blocked.unblocks);
}

/** A region taken for a run. `release` puts back what was there, for a run that could not be admitted. */
export interface RegionHold {
  readonly success: true;
  release(): Promise<void>;
}

/** Takes a region for a run, atomically: of many that ask at once, one gets it and the others learn why not. */
export async function holdRegion(
  repository: RegionScoutRunRepository,
  region: string,
  run: {
    readonly id: string;
    readonly kind: RunKind;
    readonly startAt: PhaseName;
    /** The run ended without giving its region back: its own hold does not stand in its way. */
    readonly stuck?: boolean;
  },
): Promise<RegionHold | Refused> {
  const allowed = run.kind === 'full' ? allowedFromForFullRun() : allowedFrom(run.kind);
  const taking = randomUUID();
  let current = await repository.get(region);
  for (let look = 0; look < LOOKS; look++) {
    const own = run.stuck === true && current.runId === run.id;
    const blocked = own ? null : startBlockedBy(run.kind, current);
    if (blocked !== null) return blocked;
    if (!own && !allowed.includes(current.status)) break;
    const was = current;
    const before = was.status;
    const result = await repository.transition(region, {
      allowedFrom: [before],
      to: runningStatus(run.startAt),
      runId: run.id,
      ...(own ? {} : { taking }),
    });
    if (result.transitioned) {
      return {
        success: true,
        release: async () => {
          const { lastError, failedPhase } = was;
          if (own) await repository.complete(region, { runId: run.id, to: before, release: false });
          else await repository.fail(region, { runId: run.id, to: before, lastError, failedPhase, taking });
        },
      };
    }
    current = result.current;
  }
  const label = run.kind === 'full' ? 'A full run' : phaseRow(run.kind).label;
  return refused(
    'REGION_BUSY',
    `${label} could not take the region: its status is "${current.status}" and keeps changing.`,
    'Try again, or reset the status.',
  );
}
