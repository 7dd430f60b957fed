import type { GateRowFragment, RunRowFragment, StepRowFragment } from '@/generated/graphql';
import { segmentsOfRun, segmentsOfStep, stateOfRun, stateOfStep } from './row-state';
import type { RowState, Segment } from './row-state';
import { union, without, type Interval } from './time-scale';

/** What is known of the inside of a run. */
export interface Parts {
  readonly children: readonly RunRowFragment[];
  readonly steps: readonly StepRowFragment[];
  /** How many own steps there are in all; more than `steps` when not all are loaded. */
  readonly totalSteps: number;
}

/** One line of the time line. */
export type Row =
  | {
      readonly kind: 'run';
      readonly key: string;
      readonly depth: number;
      readonly run: RunRowFragment;
      readonly state: RowState;
      readonly segments: readonly Segment[];
      readonly expanded: boolean;
      /** How many of its own steps are tried again; 0 while its inside is not shown. */
      readonly retrying: number;
    }
  | {
      readonly kind: 'step';
      readonly key: string;
      readonly depth: number;
      readonly step: StepRowFragment;
      readonly state: RowState;
      readonly segments: readonly Segment[];
    }
  | { readonly kind: 'loading'; readonly key: string; readonly depth: number }
  | {
      readonly kind: 'more';
      readonly key: string;
      readonly depth: number;
      readonly runId: string;
      readonly left: number;
    };

/** The lines of a run from top to bottom: its parts and steps in the order they began, those of expanded parts below them. */
export function rowsOf(
  runId: string,
  parts: ReadonlyMap<string, Parts>,
  gates: readonly GateRowFragment[],
  isExpanded: (run: RunRowFragment, depth: number) => boolean,
  depth = 0,
): readonly Row[] {
  const own = parts.get(runId);
  if (own === undefined) return [{ kind: 'loading', key: `${runId}/loading`, depth }];
  const items = [
    ...own.children.map((run) => ({ began: beganAt(run.startedAt), run, step: null })),
    ...own.steps.map((step) => ({ began: beganAt(step.startedAt), run: null, step })),
  ].sort((a, b) => (a.began === b.began ? 0 : a.began - b.began));
  const rows = items.flatMap(({ run, step }): readonly Row[] => {
    if (run === null) return [stepRow(step, depth)];
    const expanded = isExpanded(run, depth);
    const state = stateOfRun(run);
    const segments = segmentsOfRun(run, gates, state);
    const retrying = expanded ? retryingIn(parts.get(run.id)) : 0;
    const head: Row = { kind: 'run', key: run.id, depth, run, state, segments, expanded, retrying };
    return expanded ? [head, ...rowsOf(run.id, parts, gates, isExpanded, depth + 1)] : [head];
  });
  const left = own.totalSteps - own.steps.length;
  return left > 0 ? [...rows, { kind: 'more', key: `${runId}/more`, depth, runId, left }] : rows;
}

function retryingIn(parts: Parts | undefined): number {
  return parts?.steps.filter(({ status }) => status === 'RETRYING').length ?? 0;
}

/** The line of one step. */
export function stepRow(step: StepRowFragment, depth: number): Row {
  return {
    kind: 'step',
    key: `${step.runId}/${step.key}`,
    depth,
    step,
    state: stateOfStep(step),
    segments: segmentsOfStep(step),
  };
}

/**
 * When something was at work: steps that work, runs whose inside is not shown (without the approvals they wait for), and the step in
 * flight of a running one, which is recorded only when it ends. `now` ends what goes on.
 */
export function busyOf(rows: readonly Row[], now: number): readonly Interval[] {
  return union(
    rows.flatMap((row): readonly Interval[] => {
      if (row.kind === 'step')
        return row.segments.filter(({ look }) => WORKING.has(look)).map((segment) => closed(segment, now));
      if (row.kind !== 'run' || row.run.startedAt === null || IDLE.has(row.state)) return [];
      const end = row.state === 'paused' ? row.run.pausedAt : row.run.finishedAt;
      const whole = { from: Date.parse(row.run.startedAt), to: ended(end, now) };
      if (row.expanded)
        return row.state === 'running' ? [{ from: lastEnd(row.run.id, rows) ?? whole.from, to: now }] : [];
      const gates = row.segments.filter(({ look }) => look === 'gated').map((segment) => closed(segment, now));
      return without([whole], gates);
    }),
  );
}

const WORKING = new Set<RowState>(['running', 'done', 'failed', 'cancelled']);
const IDLE = new Set<RowState>(['gated', 'sleeping', 'retrying']);

/** When the last recorded step of a run ended; null before the first. */
function lastEnd(runId: string, rows: readonly Row[]): number | null {
  const ends = rows.flatMap((row) => (row.kind === 'step' && row.step.runId === runId ? [row.step.endedAt] : []));
  return latest(ends);
}

function latest(times: readonly (string | null)[]): number | null {
  return times.reduce<number | null>((last, at) => (at === null ? last : Math.max(last ?? 0, Date.parse(at))), null);
}

function closed(segment: Segment, now: number): Interval {
  return { from: segment.from, to: segment.to ?? now };
}

function ended(at: string | null, now: number): number {
  return at === null ? now : Date.parse(at);
}

/** What has not begun comes last. */
function beganAt(startedAt: string | null): number {
  return startedAt === null ? Number.POSITIVE_INFINITY : Date.parse(startedAt);
}
