'use client';

import { useQuery } from '@tanstack/react-query';
import { RunDocument, type RunQuery } from '@/generated/graphql';
import { GateHistory } from '@/gates/gate-history';
import { PendingGates } from '@/gates/pending-gates';
import { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';
import { useNow } from '@/lib/now';
import { useZone } from '@/lib/region';
import { Go } from '@/ui/link';
import { NotRead } from '@/ui/not-read';
import { EmptyState, ErrorNote, Loading } from '@/ui/notes';
import { PageHead } from '@/ui/panel';
import { InZone } from '@/ui/time';
import { RunControls } from './controls/run-controls';
import { CostTable } from './cost-table';
import { EventLog } from './event-log';
import { Failures } from './failures';
import { RunFacts } from './run-facts';
import { Timeline } from './timeline/timeline';

type Run = NonNullable<RunQuery['scoutRun']>;

const OPEN = new Set<Run['status']>(['QUEUED', 'RUNNING', 'SUSPENDED', 'PAUSED', 'CANCELLING']);

/** One run: state and cause, what waits for approval, its parts and steps on a time line, cost, the event log. */
export function RunView({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['run', id],
    queryFn: ({ signal }) => request(RunDocument, { id }, signal),
    refetchInterval: 5_000,
  });
  const run = query.data?.scoutRun;
  const problem = query.error === null ? null : <NotRead what="The run" error={query.error} />;
  if (run === undefined) return problem ?? <Loading label="Loading the run" />;
  if (run === null) {
    return (
      <EmptyState title="No such run">
        It may have been removed after its time.{' '}
        <Go inText to="/runs">
          All runs
        </Go>
      </EmptyState>
    );
  }
  return (
    <>
      {problem}
      <RunPage key={run.id} run={run} />
    </>
  );
}

function RunPage({ run }: { run: Run }) {
  const action = useAction();
  const zone = useZone(run.region);
  const open = OPEN.has(run.status);
  const now = useNow(open);
  return (
    <InZone zone={zone}>
      <div className="flex flex-col gap-5">
        <PageHead
          title={`${run.label}: ${run.region}`}
          lead={<span className="font-mono text-xs break-all">{run.id}</span>}
          actions={<RunControls run={run} action={action} />}
        />
        {action.refusal !== null && <ErrorNote title="Not done" {...action.refusal} onDismiss={action.dismiss} />}
        <PendingGates gates={run.gates} region={run.region} now={now} />
        {run.error !== null && (
          <ErrorNote
            title={run.error.step === null ? 'The run failed' : `Failed at step “${run.error.step}”`}
            message={run.error.message}
            code={run.error.code}
          />
        )}
        <RunFacts run={run} open={open} now={now} />
        <Failures failures={run.failures} />
        <Timeline run={run} gates={run.gates} now={now} />
        <GateHistory gates={run.gates} run={run} now={now} />
        <CostTable cost={run.cost} open={open} />
        <EventLog runId={run.id} />
      </div>
    </InZone>
  );
}
