'use client';

import { Check, Hand } from 'lucide-react';
import { useState } from 'react';
import { ResolveGateDocument, type GateDecision, type GateRowFragment } from '@/generated/graphql';
import { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/fields';
import { ErrorNote } from '@/ui/notes';

/** A note and the answers that may be given. What is refused stays on screen. */
export function GateAnswer({ gate }: { gate: GateRowFragment }) {
  const action = useAction();
  const [note, setNote] = useState('');
  const resolve = (decision: GateDecision) => {
    action.act(() =>
      request(ResolveGateDocument, { gateId: gate.id, decision, note: note.trim() === '' ? null : note }),
    );
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-56 flex-1">
          <TextField label="Note (optional)" value={note} onChange={setNote} />
        </div>
        {gate.options.includes('APPROVE') && (
          <Button
            look="primary"
            disabled={action.busy}
            title="They go live."
            onClick={() => {
              resolve('APPROVE');
            }}
          >
            <Check aria-hidden className="size-4" />
            Approve
          </Button>
        )}
        {gate.options.includes('HOLD') && (
          <Button
            disabled={action.busy}
            title="They stay staged; each can be approved by itself later."
            onClick={() => {
              resolve('HOLD');
            }}
          >
            <Hand aria-hidden className="size-4" />
            Hold
          </Button>
        )}
      </div>
      {action.refusal !== null && <ErrorNote title="Not answered" {...action.refusal} onDismiss={action.dismiss} />}
    </div>
  );
}
