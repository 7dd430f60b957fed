'use client';

import { GitFork, Octagon, Pause, Play, RotateCw, Square } from 'lucide-react';
import { useState } from 'react';
import {
  PauseScoutRunDocument,
  ResumeScoutRunDocument,
  RetryScoutRunDocument,
  StopScoutRunDocument,
  type RunQuery,
} from '@/generated/graphql';
import type { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';
import { useMayOperate } from '@/lib/session';
import { Button } from '@/ui/button';
import { ForkChooser } from '../fork/fork-chooser';
import { KillDialog } from './kill-dialog';

type Run = NonNullable<RunQuery['scoutRun']>;

/** What an operator may do with a run right now; nothing for viewers. What is refused is told by `action`. */
export function RunControls({ run, action }: { run: Run; action: ReturnType<typeof useAction> }) {
  const mayOperate = useMayOperate();
  const [asking, setAsking] = useState<'kill' | 'fork' | null>(null);
  if (!mayOperate) return null;
  const close = () => {
    setAsking(null);
  };
  const can = new Set(run.actions);
  const runId = run.id;
  // Of a part, these reach the whole run it belongs to.
  const whole = run.parent === null ? '' : ' whole run';
  const postponed = run.status === 'QUEUED' && run.startAt !== null && run.startedAt === null;
  return (
    <>
      {can.has('RETRY') && (
        <Button
          look="primary"
          disabled={action.busy}
          title="Goes on from where it failed: finished steps are kept and not paid for again."
          onClick={() => {
            action.act(() => request(RetryScoutRunDocument, { runId }));
          }}
        >
          <RotateCw aria-hidden className="size-3.5" />
          {`Retry${whole}`}
        </Button>
      )}
      {can.has('RESUME') && (
        <Button
          look="primary"
          disabled={action.busy}
          onClick={() => {
            action.act(() => request(ResumeScoutRunDocument, { runId }));
          }}
        >
          <Play aria-hidden className="size-3.5" />
          {`Resume${whole}`}
        </Button>
      )}
      {can.has('PAUSE') && (
        <Button
          disabled={action.busy}
          title="Begins no new step until it is resumed; what is in flight ends."
          onClick={() => {
            action.act(() => request(PauseScoutRunDocument, { runId }));
          }}
        >
          <Pause aria-hidden className="size-3.5" />
          {`Pause${whole}`}
        </Button>
      )}
      {can.has('FORK') && (
        <Button
          onClick={() => {
            setAsking('fork');
          }}
        >
          <GitFork aria-hidden className="size-3.5" />
          Fork…
        </Button>
      )}
      {can.has('STOP') && (
        <Button
          look="danger"
          disabled={action.busy}
          title={
            postponed
              ? 'It never starts.'
              : 'Begins no new step; the steps in flight end and are kept. It can be retried.'
          }
          onClick={() => {
            action.act(() => request(StopScoutRunDocument, { runId, kill: false }));
          }}
        >
          <Square aria-hidden className="size-3.5" />
          {postponed ? 'Cancel start' : `Stop${whole}`}
        </Button>
      )}
      {can.has('KILL') && !postponed && (
        <Button
          look="danger"
          disabled={action.busy}
          onClick={() => {
            setAsking('kill');
          }}
        >
          <Octagon aria-hidden className="size-3.5" />
          Stop at once…
        </Button>
      )}
      {asking === 'kill' && (
        <KillDialog
          run={run}
          onClose={close}
          onKill={() => {
            close();
            action.act(() => request(StopScoutRunDocument, { runId, kill: true }));
          }}
        />
      )}
      {asking === 'fork' && <ForkChooser runId={runId} onClose={close} />}
    </>
  );
}
