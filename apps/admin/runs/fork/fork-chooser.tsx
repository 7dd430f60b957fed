'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RunStepsDocument, StepDetailDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Select } from '@/ui/fields';
import { NotRead } from '@/ui/not-read';
import { Loading } from '@/ui/notes';
import { ForkDialog } from './fork-dialog';

/** Asks from which of a run's own steps to fork, then how. */
export function ForkChooser({ runId, onClose }: { runId: string; onClose: () => void }) {
  const [choice, choose] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const steps = useQuery({
    queryKey: ['fork-points', runId],
    queryFn: ({ signal }) =>
      request(RunStepsDocument, { id: runId, after: null, failedOnly: false, deep: false }, signal),
  });
  const detail = useQuery({
    queryKey: ['step', runId, chosen],
    queryFn: ({ signal }) => request(StepDetailDocument, { runId, key: chosen ?? '' }, signal),
    enabled: chosen !== null,
  });
  const point = detail.data?.scoutStep;
  if (chosen !== null && point !== null && point !== undefined)
    return <ForkDialog runId={runId} step={point} onClose={onClose} />;
  const options = steps.data?.scoutRun?.steps.edges.map(({ node }) => [node.key, node.name] as const) ?? [];
  const error = steps.error ?? detail.error;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Fork from which step?"
      description="What came before it is taken over; the step and all after it are done anew in a new run."
    >
      <div className="flex flex-col gap-4">
        <NotRead what="The steps" error={error} />
        {steps.isPending && <Loading label="Loading steps" />}
        {steps.isSuccess && options.length === 0 && (
          <p>This run has no step of its own yet. Open one of its parts in the time line and fork that.</p>
        )}
        {options.length > 0 && <Select label="Step" any="Choose…" value={choice} options={options} onChange={choose} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={choice === '' || detail.isFetching}
            onClick={() => {
              setChosen(choice);
            }}
          >
            Continue
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
