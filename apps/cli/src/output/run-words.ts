import type { RunView, RunWithChildren } from '../client/operations.js';

/** A run's status with what people should know of it: `completed with warnings`, `suspended, waits for approval`, `queued, starts at 2026-05-01T03:00:00.000Z`. */
export function statusInWords({
  status,
  waits,
  withWarnings,
}: Pick<RunView, 'status' | 'waits' | 'withWarnings'>): string {
  const word = status.toLowerCase().replaceAll('_', ' ');
  if (withWarnings) return `${word} with warnings`;
  const start = waits.find(({ kind }) => kind === 'START_TIME')?.until ?? null;
  if (start !== null) return `${word}, starts at ${start}`;
  return waitsForApproval(waits) ? `${word}, waits for approval` : word;
}

function waitsForApproval(waits: RunView['waits']): boolean {
  return waits.some(({ kind }) => kind === 'APPROVAL');
}

/** One line about where a run is: the phase at work, and what it does or waits for. */
export function progressInWords(
  run: Pick<RunWithChildren, 'status' | 'phase' | 'nowDoing' | 'waits' | 'children'>,
): string {
  const active = run.children.find((child) => child.status === 'RUNNING' || child.status === 'SUSPENDED');
  const phase = active?.phase ?? run.phase;
  const does = active?.nowDoing ?? run.nowDoing ?? run.status.toLowerCase();
  const doing = waitsForApproval(run.waits) ? `waits for approval (${does})` : does;
  return phase === null ? doing : `${phase.toLowerCase().replaceAll('_', ' ')}: ${doing}`;
}

/** What a run left out and what it could not read, a line each. */
export function warningsOf({ skipped, failures }: Pick<RunWithChildren, 'skipped' | 'failures'>): readonly string[] {
  const more = failures.totalCount - failures.named.length;
  return [
    ...skipped.map((reason) => `left out: ${reason}`),
    ...failures.named.map(({ name, reason }) => `not read: ${name}: ${reason}`),
    ...(more > 0 ? [`not read: ${String(more)} more`] : []),
  ];
}
