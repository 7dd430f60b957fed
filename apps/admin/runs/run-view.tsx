'use client';

import { useQuery } from '@tanstack/react-query';
import { RotateCw, Square } from 'lucide-react';
import { RetryScoutRunDocument, RunDocument, StopScoutDocument } from '@/generated/graphql';
import { countsInWords } from '@/lib/counts';
import { request } from '@/lib/graphql';
import { useNow } from '@/lib/now';
import { useMayOperate } from '@/lib/session';
import { useAction } from '@/lib/action';
import { RunBadge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Go } from '@/ui/link';
import { Money } from '@/ui/money';
import { EmptyState, ErrorNote, Loading } from '@/ui/notes';
import { Facts, PageHead, Panel } from '@/ui/panel';
import { duration, Time } from '@/ui/time';
import { EventLog } from './event-log';
import { PhaseTimeline } from './phase-timeline';
import { StepTable } from './step-table';

const OPEN = new Set(['QUEUED', 'RUNNING', 'SUSPENDED', 'PAUSED', 'CANCELLING']);
const RETRYABLE = new Set(['FAILED', 'CANCELLED', 'NEEDS_ATTENTION']);

/** One run: state and cause, its phases on a time line, every step, the event log. */
export function RunView({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['run', id],
    queryFn: ({ signal }) => request(RunDocument, { id }, signal),
    refetchInterval: 5_000,
  });
  const run = query.data?.scoutRun;
  const open = run !== null && run !== undefined && OPEN.has(run.status);
  const now = useNow(open);
  const mayOperate = useMayOperate();
  const action = useAction();

  if (query.error !== null) return <ErrorNote title="The run can't be read" message={query.error.message} />;
  if (run === undefined) return <Loading label="Loading the run" />;
  if (run === null) {
    return (
      <EmptyState title="No such run">
        <Go to="/runs">All runs</Go>
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <PageHead
        title={`${run.label}: ${run.region}`}
        lead={<span className="font-mono text-xs">{run.id}</span>}
        actions={
          mayOperate && (
            <>
              {open && run.parent === null && (
                <Button
                  look="danger"
                  disabled={action.busy}
                  onClick={() => {
                    action.act(() => request(StopScoutDocument, { query: run.region, kill: false }));
                  }}
                >
                  <Square aria-hidden className="size-3.5" />
                  Stop
                </Button>
              )}
              {RETRYABLE.has(run.status) && run.parent === null && (
                <Button
                  look="primary"
                  disabled={action.busy}
                  onClick={() => {
                    action.act(() => request(RetryScoutRunDocument, { runId: run.id }));
                  }}
                >
                  <RotateCw aria-hidden className="size-3.5" />
                  Retry from where it failed
                </Button>
              )}
            </>
          )
        }
      />
      {action.refusal !== null && <ErrorNote title="Not done" {...action.refusal} onDismiss={action.dismiss} />}
      {run.error !== null && (
        <ErrorNote
          title={run.error.step === null ? 'The run failed' : `Failed at step “${run.error.step}”`}
          message={run.error.message}
          code={run.error.code}
        />
      )}
      <Panel>
        <Facts
          rows={[
            ['Status', <RunBadge key="status" status={run.status} />],
            [
              'Now',
              open
                ? (run.children.find((child) => child.status === 'RUNNING' || child.status === 'SUSPENDED')?.nowDoing ??
                  run.nowDoing)
                : null,
            ],
            ['Started', <Time key="started" at={run.startedAt} />],
            ['Took', duration(run.startedAt, run.finishedAt, now)],
            ['Spent', <Money key="spent" microUsd={run.spentMicroUsd} />],
            ['Result', countsInWords(run.counts as Record<string, number>)],
            ['Left out', run.skipped.join('; ')],
            [
              'Part of',
              run.parent === null ? null : (
                <Go key="parent" to={`/runs/${encodeURIComponent(run.parent.id)}`}>
                  {run.parent.label}
                </Go>
              ),
            ],
          ]}
        />
      </Panel>
      {run.children.length > 0 && <PhaseTimeline runs={run.children} now={now} />}
      <StepTable runId={run.id} open={open} />
      <EventLog runId={run.id} />
    </div>
  );
}
