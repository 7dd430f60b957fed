import type { GateRowFragment, RunRowFragment } from '../generated/graphql';

/** How an approval came to its end: decided, its time ran out, or its run ended first. */
export type GateEnding = 'approved' | 'held' | 'timed-out' | 'stopped' | 'run-ended';

type Gate = Pick<GateRowFragment, 'state' | 'decision' | 'expiresAt' | 'resolvedAt'>;
type Run = Pick<RunRowFragment, 'status' | 'finishedAt'>;

/** Whether signals that a gate asked about may be held still. */
export function endedWithoutApproval({ state, decision }: Pick<Gate, 'state' | 'decision'>): boolean {
  return state !== 'PENDING' && decision !== 'APPROVE';
}

/**
 * How a gate that is over came to its end, and when; null when that is not known. A gate whose run ends before its time
 * is told as expired as well: its own time then lies after the end of the run, or still ahead. `now` in unix milliseconds.
 */
export function gateEnding(
  gate: Gate,
  run: Run,
  now: number,
): { readonly how: GateEnding; readonly at: string | null } {
  if (gate.state !== 'EXPIRED') return { how: gate.decision === 'APPROVE' ? 'approved' : 'held', at: gate.resolvedAt };
  const ended = run.finishedAt === null ? now : Date.parse(run.finishedAt);
  if (Date.parse(gate.expiresAt) <= ended) return { how: 'timed-out', at: gate.resolvedAt ?? gate.expiresAt };
  const stopped = run.status === 'CANCELLED' || run.status === 'CANCELLING';
  return { how: stopped ? 'stopped' : 'run-ended', at: run.finishedAt };
}
