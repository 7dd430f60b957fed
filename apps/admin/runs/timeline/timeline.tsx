'use client';

import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import type { GateRowFragment, RunRowFragment } from '@/generated/graphql';
import { NotRead } from '@/ui/not-read';
import { EmptyState, Loading } from '@/ui/notes';
import { Panel } from '@/ui/panel';
import { StepDrawer } from '../step/step-drawer';
import { Legend } from './legend';
import { STEPS_AT_FIRST, useFailedSteps, useParts } from './parts';
import { busyOf, rowsOf, stepRow, type Row } from './rows';
import { RowTable } from './row-table';
import { timeScale } from './time-scale';

/** Parts that are at work or went wrong show their steps unasked. */
const OPENED = new Set<RunRowFragment['status']>(['RUNNING', 'SUSPENDED', 'PAUSED', 'FAILED', 'NEEDS_ATTENTION']);

/** A run's parts and steps on one axis; a click on a step shows its input, output and attempts. The filter and the open step stand in the URL. */
export function Timeline({
  run,
  gates,
  now,
}: {
  run: RunRowFragment & { readonly children: readonly RunRowFragment[] };
  gates: readonly GateRowFragment[];
  now: number;
}) {
  const [url, setUrl] = useQueryStates({
    failed: parseAsBoolean.withDefault(false),
    stepOf: parseAsString,
    step: parseAsString,
  });
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({});
  const [limits, setLimits] = useState<Readonly<Record<string, number>>>({});
  const limitOf = (id: string) => limits[id] ?? STEPS_AT_FIRST;
  const isExpanded = (part: RunRowFragment, depth: number) =>
    toggled[part.id] ?? (depth === 0 && OPENED.has(part.status) && part.startedAt !== null);
  const opened = [
    run.id,
    ...run.children.filter((part) => isExpanded(part, 0)).map((part) => part.id),
    ...Object.keys(toggled).filter((id) => toggled[id] === true),
  ];
  const { parts, error } = useParts([...new Set(opened)], limitOf);
  const failed = useFailedSteps(run.id, limitOf('failed'), url.failed);
  const rows = url.failed ? failedRows(failed.data) : rowsOf(run.id, parts, gates, isExpanded);
  const scale = useMemo(() => {
    const from = Date.parse(run.createdAt);
    const to = run.finishedAt === null ? now : Date.parse(run.finishedAt);
    return timeScale({ from, to }, busyOf(rows, to));
  }, [run.createdAt, run.finishedAt, rows, now]);
  const pending = url.failed ? failed.isPending : !parts.has(run.id);
  const problem = url.failed ? failed.error : error;
  return (
    <Panel
      title="Time line"
      flush
      actions={
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={url.failed}
            onChange={(event) => void setUrl({ failed: event.target.checked || null })}
          />
          Failed only
        </label>
      }
    >
      <Legend />
      <NotRead what="The steps" error={problem} />
      {pending && problem === null && <Loading label="Loading the time line" />}
      {!pending && rows.length === 0 && <Empty failedOnly={url.failed} finished={run.finishedAt !== null} />}
      {!pending && rows.length > 0 && (
        <RowTable
          rows={rows}
          scale={scale}
          now={now}
          actions={{
            toggle: (id, expanded) => {
              setToggled({ ...toggled, [id]: expanded });
            },
            open: (stepOf, step) => void setUrl({ stepOf, step }),
            more: (id) => {
              setLimits({ ...limits, [id]: limitOf(id) * 3 });
            },
          }}
        />
      )}
      {url.step !== null && url.stepOf !== null && (
        <StepDrawer runId={url.stepOf} stepKey={url.step} onClose={() => void setUrl({ step: null, stepOf: null })} />
      )}
    </Panel>
  );
}

function failedRows(data: ReturnType<typeof useFailedSteps>['data']): readonly Row[] {
  if (data === undefined) return [];
  const rows = data.steps.map((step) => stepRow(step, 0));
  const left = data.totalSteps - data.steps.length;
  return left > 0 ? [...rows, { kind: 'more', key: 'more', depth: 0, runId: 'failed', left }] : rows;
}

function Empty({ failedOnly, finished }: { failedOnly: boolean; finished: boolean }) {
  if (failedOnly) return <EmptyState title="No step failed">Take the filter away to see all steps.</EmptyState>;
  return (
    <EmptyState title="No step has finished yet">
      {finished
        ? 'The run ended before its first step; the note above says why. It can be retried.'
        : 'Steps appear here by themselves as they finish.'}
    </EmptyState>
  );
}
