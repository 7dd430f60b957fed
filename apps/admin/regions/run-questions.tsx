'use client';

import { useState, type FormEvent } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/fields';
import { LaterDialog } from './later-dialog';
import type { Question, RunControl } from './run-control';

/** The questions asked before a run is started again or later, or a status is reset. */
export function RunQuestions({ control }: { control: RunControl }) {
  const { question, ask } = control;
  const close = () => {
    ask(null);
  };
  if (question === null) return null;
  if (question.kind === 'later') return <LaterDialog region={question.region} control={control} onClose={close} />;
  return question.kind === 'rerun' ? (
    <Rerun question={question} close={close} control={control} />
  ) : (
    <Reset question={question} close={close} control={control} />
  );
}

type Asked<K> = { question: Extract<Question, { kind: K }>; close: () => void; control: RunControl };

function Rerun({ question, close, control }: Asked<'rerun'>) {
  return (
    <Dialog
      open
      onClose={close}
      title={`Run ${question.label} again?`}
      description={`The region's status moves back. Until their predecessors are complete again, these can't run alone: ${question.disables.join(', ')}. Nothing stored is lost.`}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button
          look="primary"
          onClick={() => {
            control.start(question.region.regionSlug, question.phase);
            close();
          }}
        >
          Run {question.label}
        </Button>
      </div>
    </Dialog>
  );
}

function Reset({ question, close, control }: Asked<'reset'>) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    control.reset(question.region.regionSlug, reason);
    close();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={`Reset the status of ${question.region.regionName}?`}
      description={
        question.region.running
          ? 'The status goes to idle and the run that is going on is cut off: what it writes from now on is refused. Its finished steps are kept and it can be retried.'
          : 'The status goes to idle: only Bootstrap and a full run can start then. Nothing stored is lost.'
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <TextField label="Reason" required value={reason} onChange={setReason} />
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="danger" disabled={reason.trim() === ''}>
            Reset status
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
