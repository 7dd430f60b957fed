import type { Json, RunRecord, StepRecord } from '#durable';
import type { ScoutOutcome } from '#scout/runs';
import { FULL_RUN, INVESTIGATION, PHASE_NAMES, SCRAPE_SOURCE, phaseRow, type PhaseName } from '#scout/phases';
import type { RunKindName } from '../graphql/enums.js';
import type { RunPart, ScoutResult, ScoutRun, Step } from './run.types.js';

/** A run as the API shows it. */
export function presentRun(record: RunRecord): ScoutRun {
  const skipped = skippedIn(record.output);
  return {
    record,
    id: record.id,
    key: record.id,
    region: record.objectKey ?? regionInInput(record.input) ?? record.rootId.replace(/-\d+$/, ''),
    kind: kindOfWorkflow(record.kind),
    phase: phaseOfWorkflow(record.kind),
    label: labelOf(record),
    status: record.status,
    nowDoing: record.nowDoing,
    createdAt: record.createdAt,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
    error: record.error,
    skipped,
    withWarnings: record.status === 'completed' && skipped.length > 0,
    epoch: record.epoch,
    // A kill raises the epoch too, also of what nobody ever took up.
    attempts: record.startedAt === null ? 0 : record.epoch,
    startAt: record.startAt,
    pausedAt: record.finishedAt === null ? record.pauseRequestedAt : null,
  };
}

/** What became of a request, as the API says it. */
export function presentOutcome(outcome: ScoutOutcome): ScoutResult {
  if (!outcome.success) return { ...outcome, run: null };
  const { message, run } = outcome;
  return { success: true, message, code: null, unblocks: null, run: run === null ? null : presentRun(run) };
}

/** A step of the journal, or one that failed and will be tried again. */
export type StepState = Omit<StepRecord, 'status' | 'endedAt' | 'costMicroUsd'> &
  Pick<Step, 'status' | 'endedAt'> &
  Partial<Pick<Step, 'nextAttemptAt'>>;

/** A step as the API shows it; `workflow` is that of the run it belongs to. */
export function presentStep(step: StepState, workflow: string): Step {
  const waited = step.kind !== 'work';
  return {
    ...step,
    waited,
    nextAttemptAt: step.nextAttemptAt ?? null,
    phase: phaseServedBy(workflow),
  };
}

/** What a run is called by: of its input only the source. */
export type NamedRun = Readonly<Pick<RunRecord, 'kind' | 'input'>> & { readonly id: string };

/** A run by its name and the phase it belongs to. */
export function presentPart(run: NamedRun): RunPart {
  return { id: run.id, label: labelOf(run), phase: phaseServedBy(run.kind) };
}

/** Counts in a run's output, by name; empty while it has none. */
export function countsIn(output: Json | null): Readonly<Record<string, number>> {
  const counts = objectOf(objectOf(output)?.['counts'] ?? null) ?? {};
  return Object.fromEntries(
    Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

/** Counts of several runs added up by name. */
export function addedCounts(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** The workflows that a kind of run stands for. */
export function workflowsOf(kind: RunKindName): readonly string[] {
  if (kind === 'full') return [FULL_RUN.workflow];
  if (kind === 'phase') return PHASE_NAMES;
  return kind === 'source' ? [SCRAPE_SOURCE.workflow] : [INVESTIGATION.workflow];
}

export function phaseOfWorkflow(workflow: string): PhaseName | null {
  return PHASE_NAMES.find((phase) => phase === workflow) ?? null;
}

/** The phase that a run of this workflow is or belongs to: a source's is the scrape. */
function phaseServedBy(workflow: string): PhaseName | null {
  return workflow === SCRAPE_SOURCE.workflow ? 'scrape' : phaseOfWorkflow(workflow);
}

function kindOfWorkflow(workflow: string): RunKindName {
  if (workflow === FULL_RUN.workflow) return 'full';
  if (phaseOfWorkflow(workflow) !== null) return 'phase';
  return workflow === SCRAPE_SOURCE.workflow ? 'source' : 'investigation';
}

/** What a run is called: by its workflow, that of a source by the source. */
export function labelOf(record: NamedRun): string {
  const phase = phaseOfWorkflow(record.kind);
  if (phase !== null) return phaseRow(phase).label;
  if (record.kind === FULL_RUN.workflow) return FULL_RUN.label;
  if (record.kind === INVESTIGATION.workflow) return INVESTIGATION.label;
  const source = objectOf(objectOf(record.input)?.['source'] ?? null);
  const name = source?.['name'] ?? source?.['value'] ?? record.id.split('~').at(-1);
  return typeof name === 'string' ? name : record.kind;
}

/** Id of the signal that an investigation looks into; null for any other run. */
export function signalLookedInto({ kind, input }: Pick<RunRecord, 'kind' | 'input'>): string | null {
  const id = kind === INVESTIGATION.workflow ? objectOf(input)?.['signalId'] : null;
  return typeof id === 'string' ? id : null;
}

function regionInInput(input: Json): string | null {
  const slug = objectOf(objectOf(input)?.['region'] ?? null)?.['slug'];
  return typeof slug === 'string' ? slug : null;
}

function skippedIn(output: Json | null): string[] {
  const skipped = objectOf(output)?.['skipped'];
  return Array.isArray(skipped) ? skipped.filter((entry): entry is string => typeof entry === 'string') : [];
}

function objectOf(value: Json | undefined): Readonly<Record<string, Json | undefined>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json | undefined>>)
    : null;
}
