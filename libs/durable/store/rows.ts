import { toCursor } from '../events/cursor.js';
import type {
  ChildOutcome,
  Json,
  RunError,
  RunEvent,
  RunId,
  RunRecord,
  RunStatus,
  StepKind,
  StepRecord,
} from '../types.js';

/** Rows as Postgres returns them (bigint as text). */
export interface RunRow {
  id: string;
  kind: string;
  queue: string;
  object_key: string | null;
  status: RunStatus;
  epoch: number;
  input: Json;
  output: Json | null;
  error: RunError | null;
  now_doing: string | null;
  root_id: string;
  parent_id: string | null;
  forked_from: string | null;
  tags: Record<string, string>;
  cost_micro_usd: string;
  admitted: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  cancel_requested_at: Date | null;
  pause_requested_at: Date | null;
  start_at: Date | null;
  waiting_for: string[] | null;
  wake_at: Date | null;
  forked_step: string | null;
}

/** Brands an identifier that the journal holds. */
export const runId = (id: string): RunId => id as RunId;

/** A run that stands alone as it is when it was admitted a moment ago. `input` is JSON text. */
export function newRunRecord(
  run: { id: RunId; kind: string; queue: string; input: string; tags: Readonly<Record<string, string>> },
  createdAt: Date,
): RunRecord {
  const { id, kind, queue, input, tags } = run;
  return {
    id,
    kind,
    queue,
    objectKey: null,
    status: 'queued',
    epoch: 0,
    input: JSON.parse(input) as Json,
    output: null,
    error: null,
    nowDoing: null,
    rootId: id,
    parentId: null,
    forkedFrom: null,
    tags: { ...tags },
    costMicroUsd: 0,
    createdAt,
    startedAt: null,
    finishedAt: null,
    cancelRequestedAt: null,
    pauseRequestedAt: null,
    startAt: null,
    waitingFor: [],
    wakeAt: null,
    forkedStep: null,
  };
}

export function toRunRecord(row: RunRow): RunRecord {
  return {
    id: runId(row.id),
    kind: row.kind,
    queue: row.queue,
    objectKey: row.object_key,
    status: row.status,
    epoch: row.epoch,
    input: row.input,
    output: row.output,
    error: row.error,
    nowDoing: row.now_doing,
    rootId: runId(row.root_id),
    parentId: row.parent_id === null ? null : runId(row.parent_id),
    forkedFrom: row.forked_from === null ? null : runId(row.forked_from),
    tags: row.tags,
    costMicroUsd: Number(row.cost_micro_usd),
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    cancelRequestedAt: row.cancel_requested_at,
    pauseRequestedAt: row.pause_requested_at,
    startAt: row.start_at,
    waitingFor: row.waiting_for ?? [],
    wakeAt: row.wake_at,
    forkedStep: row.forked_step,
  };
}

export interface StepRow {
  run_id: string;
  key: string;
  seq: number;
  name: string;
  kind: StepKind;
  status: 'ok' | 'error';
  attempts: number;
  epoch: number;
  started_at: Date;
  ended_at: Date;
  cost_micro_usd: string;
  error: RunError | null;
}

export function toStepRecord(row: StepRow): StepRecord {
  return {
    runId: runId(row.run_id),
    key: row.key,
    seq: row.seq,
    name: row.name,
    kind: row.kind,
    status: row.status,
    attempts: row.attempts,
    epoch: row.epoch,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    costMicroUsd: Number(row.cost_micro_usd),
    error: row.error,
  };
}

export interface EventRow {
  tx: string;
  id: string;
  run_id: string;
  root_id: string;
  object_key: string | null;
  type: string;
  data: Json;
  at: Date;
}

export function toRunEvent(row: EventRow): RunEvent {
  return {
    cursor: toCursor(row),
    seq: Number(row.id),
    runId: runId(row.run_id),
    rootId: runId(row.root_id),
    objectKey: row.object_key,
    type: row.type,
    data: row.data,
    at: row.at,
  };
}

export interface OutcomeRow {
  id: string;
  child_name: string;
  status: 'completed' | 'failed' | 'cancelled' | 'needs_attention';
  output: Json;
  error: RunError | null;
}

export function toChildOutcome<O>(row: OutcomeRow): ChildOutcome<O> {
  if (row.status === 'completed') {
    return { name: row.child_name, runId: runId(row.id), status: 'completed', output: row.output as O };
  }
  const error = row.error ?? { name: 'Cancelled', message: 'The run was cancelled.' };
  return { name: row.child_name, runId: runId(row.id), status: row.status, error };
}
