import type { DurableClient, RunId, RunRecord } from '#durable';
import type { RegionScoutRunRepository } from '#graph';
import type { Refused } from './outcome.js';
import type { RegionTurns, Turn } from './region-turns.js';
import { stillSettling } from './settling.js';

export interface AtWorkParts {
  readonly regionRuns: RegionScoutRunRepository;
  readonly durable: DurableClient;
  readonly turns: RegionTurns;
}

const ENDED: ReadonlySet<RunRecord['status']> = new Set(['completed', 'failed', 'cancelled']);

/** Whether nothing of a run will be done any more. */
export function hasEnded({ status }: Pick<RunRecord, 'status'>): boolean {
  return ENDED.has(status);
}

/** The run that holds a region, and the one whose turn it is there: mostly the same. `held` without a holder: its run is just being admitted. */
export async function atWork(
  region: string,
  { regionRuns, durable, turns }: AtWorkParts,
): Promise<{ readonly held: boolean; readonly holder: RunRecord | null; readonly turn: Turn | null }> {
  const [{ runId }, turn] = await Promise.all([regionRuns.get(region), turns.in(region)]);
  return { held: runId !== null, holder: runId === null ? null : await durable.get(runId as RunId), turn };
}

/** A refusal of a region, or what stands behind it: its run has ended and is about to give it back, or just did. */
export async function whyHeld(refusal: Refused, region: string, parts: AtWorkParts): Promise<Refused> {
  if (refusal.code !== 'REGION_BUSY') return refusal;
  const { held, holder, turn } = await atWork(region, parts);
  const over = holder === null ? !held && turn === null : hasEnded(holder);
  return over ? stillSettling(holder?.id ?? null) : refusal;
}
