'use client';

import { useQuery } from '@tanstack/react-query';
import { GitFork } from 'lucide-react';
import { useState } from 'react';
import { StepDetailDocument, type StepDetailQuery } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { useMayOperate } from '@/lib/session';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy';
import { Drawer } from '@/ui/dialog';
import { Money } from '@/ui/money';
import { NotRead } from '@/ui/not-read';
import { ErrorNote, Loading } from '@/ui/notes';
import { Facts } from '@/ui/panel';
import { duration } from '@/lib/duration';
import { Time } from '@/ui/time';
import { ForkDialog } from '../fork/fork-dialog';
import { LOOKS } from '../timeline/looks';
import { stateOfStep } from '../timeline/row-state';
import { attemptCount } from './attempts';
import { FailedAttempts } from './failed-attempts';

type Detail = NonNullable<StepDetailQuery['scoutStep']>;

/** What one step was asked, what it answered or why it failed, each failed attempt, and the way to go on from it in a run of its own. */
export function StepDrawer({ runId, stepKey, onClose }: { runId: string; stepKey: string; onClose: () => void }) {
  const query = useQuery({
    queryKey: ['step', runId, stepKey],
    queryFn: ({ signal }) => request(StepDetailDocument, { runId, key: stepKey }, signal),
  });
  const mayOperate = useMayOperate();
  const [forking, setForking] = useState(false);
  const detail = query.data?.scoutStep;
  const mayFork = mayOperate && (query.data?.scoutRun?.actions.includes('FORK') ?? false);
  return (
    <Drawer open onClose={onClose} title={detail?.step.name ?? stepKey}>
      <NotRead what="The step" error={query.error} />
      {query.isPending && <Loading label="Loading the step" />}
      {detail === null && <p>This step is not recorded any more. Close this and choose another one.</p>}
      {detail !== undefined && detail !== null && (
        <div className="flex flex-col gap-5">
          {mayFork && (
            <div>
              <Button
                onClick={() => {
                  setForking(true);
                }}
              >
                <GitFork aria-hidden className="size-4" />
                Fork from here
              </Button>
            </div>
          )}
          {detail.error !== null && (
            <ErrorNote title={detail.error.name} message={detail.error.message} code={detail.error.code} />
          )}
          <StepFacts detail={detail} />
          <FailedAttempts attempts={detail.failedAttempts} total={detail.step.attempts} />
          <Payload title="Input" value={detail.input} />
          <Payload title="Output" value={detail.output} />
          {forking && (
            <ForkDialog
              runId={runId}
              step={detail}
              onClose={() => {
                setForking(false);
              }}
            />
          )}
        </div>
      )}
    </Drawer>
  );
}

function StepFacts({ detail: { runId, key, step } }: { detail: Detail }) {
  const { icon, tone, word } = LOOKS[stateOfStep(step)];
  return (
    <Facts
      rows={[
        [
          'State',
          <Badge key="state" icon={icon} tone={tone}>
            {word}
          </Badge>,
        ],
        [
          'Run',
          <span key="run" className="font-mono text-xs">
            {runId}
          </span>,
        ],
        [
          'Key',
          <span key="key" className="font-mono text-xs">
            {key}
          </span>,
        ],
        ['Attempts', attemptCount(step)],
        ['Next attempt', step.nextAttemptAt === null ? null : <Time exact key="next" at={step.nextAttemptAt} />],
        ['Owner epoch', String(step.epoch)],
        ['Started', <Time exact key="started" at={step.startedAt} />],
        ['Ended', <Time exact key="ended" at={step.endedAt} empty="not yet" />],
        ['Took', step.endedAt === null ? null : duration(step.startedAt, step.endedAt, 0)],
        ['Spent', <Money key="spent" microUsd={step.costMicroUsd} />],
      ]}
    />
  );
}

function Payload({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  const text = JSON.stringify(value, null, 2);
  return (
    <section>
      <div className="mb-1 flex items-center justify-between">
        <h3 className="font-medium">{title}</h3>
        <CopyButton label={`Copy ${title.toLowerCase()}`} text={text} />
      </div>
      <pre
        tabIndex={0}
        aria-label={title}
        className="bg-raised max-h-96 overflow-auto rounded-md p-3 font-mono text-xs break-words whitespace-pre-wrap"
      >
        {text}
      </pre>
    </section>
  );
}
