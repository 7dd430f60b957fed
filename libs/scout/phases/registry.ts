/** The only place that knows the order of the phases, their queues, their status words and their labels. */

interface PhaseRow {
  readonly phase: string;
  readonly queue: string;
  readonly after: string | null;
  readonly label: string;
}

export const PHASES = [
  { phase: 'bootstrap', queue: 'bootstrap', after: null, label: 'Bootstrap' },
  { phase: 'actor_discovery', queue: 'actor-discovery', after: 'bootstrap', label: 'Actor Discovery' },
  { phase: 'scrape', queue: 'scrape', after: 'actor_discovery', label: 'Scrape' },
  { phase: 'synthesis', queue: 'synthesis', after: 'scrape', label: 'Synthesis' },
  { phase: 'situation_weaver', queue: 'situation-weaver', after: 'synthesis', label: 'Situation Weaver' },
  { phase: 'supervisor', queue: 'supervisor', after: 'situation_weaver', label: 'Supervisor' },
] as const satisfies readonly PhaseRow[];

export type PhaseName = (typeof PHASES)[number]['phase'];
export const PHASE_NAMES: readonly PhaseName[] = PHASES.map((row) => row.phase);

export const FULL_RUN = { workflow: 'full_run', queue: 'full-run', label: 'Full Run' } as const;
export const SCRAPE_SOURCE = { workflow: 'scrape_source', queue: 'scrape-source', label: 'Scrape Source' } as const;

/** One signal or tension looked into alone. */
export const INVESTIGATION = { workflow: 'investigation', queue: 'investigation', label: 'Investigation' } as const;

export const IDLE = 'idle';
export const COMPLETE = 'complete';
export const runningStatus = (phase: PhaseName): string => `running_${phase}`;
export const completeStatus = (phase: PhaseName): string => `${phase}_complete`;
export const isRunning = (status: string): boolean => status.startsWith('running_');

/** Statuses at rest, in the order in which a full run passes them. */
const AT_REST: readonly string[] = [IDLE, ...PHASE_NAMES.map(completeStatus), COMPLETE];

/** The row of a phase. */
export function phaseRow(phase: PhaseName): (typeof PHASES)[number] {
  const row = PHASES.find((candidate) => candidate.phase === phase);
  if (row === undefined) throw new Error(`No phase is called "${phase}"`);
  return row;
}

/** Statuses from which a phase may start: its predecessor's completion "or later"; the first one: anything at rest. */
export function allowedFrom(phase: PhaseName): readonly string[] {
  const { after } = phaseRow(phase);
  return after === null ? AT_REST : AT_REST.slice(AT_REST.indexOf(completeStatus(after)));
}

/** A full run may start from anything that is not running. */
export function allowedFromForFullRun(): readonly string[] {
  return AT_REST;
}

/** Status that a failed phase leaves: what its predecessor left. */
export function statusAfterFailure(phase: PhaseName): string {
  const { after } = phaseRow(phase);
  return after === null ? IDLE : completeStatus(after);
}

/** Phases that become unrunnable when an earlier one is run again from `status` (for the confirmation question). */
export function disabledBy(phase: PhaseName, status: string): readonly PhaseName[] {
  if (isRunning(status)) return [];
  const next = AT_REST.indexOf(completeStatus(phase));
  return PHASE_NAMES.filter(
    (other) => allowedFrom(other).includes(status) && !allowedFrom(other).includes(AT_REST[next] ?? IDLE),
  );
}

/** 1…6 for a phase that is running or was completed last, 6 for `complete`, 0 for `idle`. */
export function phaseNumber(status: string): number {
  if (status === COMPLETE) return PHASES.length;
  return PHASE_NAMES.findIndex((phase) => status === runningStatus(phase) || status === completeStatus(phase)) + 1;
}

/** Why a phase can't start now, or null when it can. */
export function blockedBy(
  phase: PhaseName,
  status: string,
): { code: 'REGION_BUSY' | 'PHASE_PREREQUISITE_MISSING'; message: string; unblocks: string } | null {
  const { label, after } = phaseRow(phase);
  if (isRunning(status)) {
    return {
      code: 'REGION_BUSY',
      message: `A run is going on (${status.replaceAll('_', ' ')}).`,
      unblocks: 'Wait for it to end, or stop it.',
    };
  }
  if (allowedFrom(phase).includes(status)) return null;
  const missing = after === null ? 'an earlier phase' : phaseRow(after).label;
  return {
    code: 'PHASE_PREREQUISITE_MISSING',
    message: `${label} needs ${missing} to be complete first; the region's status is "${status.replaceAll('_', ' ')}".`,
    unblocks: `Run ${missing} or a full run.`,
  };
}
