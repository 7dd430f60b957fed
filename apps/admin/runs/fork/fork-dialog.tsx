'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, type FormEvent } from 'react';
import { ForkScoutRunDocument } from '@/generated/graphql';
import { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/fields';
import { ErrorNote } from '@/ui/notes';
import { readDraft, sameJson } from './edited-input';

/** The step that a fork begins with. */
export interface ForkPoint {
  readonly key: string;
  readonly input: unknown;
  /** Why its input can't be edited; null when it can. */
  readonly inputFixedBecause: string | null;
  readonly step: { readonly name: string };
}

/** Asks how to go on from a step in a run of its own, and opens that run. A refusal stays in the dialog. */
export function ForkDialog({ runId, step, onClose }: { runId: string; step: ForkPoint; onClose: () => void }) {
  const router = useRouter();
  const action = useAction();
  const recorded = JSON.stringify(step.input ?? null, null, 2);
  const [text, setText] = useState(recorded);
  const [reason, setReason] = useState('');
  const draft = readDraft(text);
  const fixed = step.inputFixedBecause;
  const edited = fixed === null && draft.ok && !sameJson(draft.value, step.input ?? null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fixed === null && !draft.ok) return;
    action.act(
      () =>
        request(ForkScoutRunDocument, {
          runId,
          fromStep: step.key,
          ...(edited && { editedInput: draft.value }),
          reason: reason.trim() === '' ? null : reason,
        }),
      ({ run }) => {
        onClose();
        if (run !== null && run !== undefined) router.push(`/runs/${encodeURIComponent(run.id)}`);
      },
    );
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`Fork from “${step.step.name}”`}
      description="A new run starts. What came before this step is taken over and not paid for again; this step and all after it are done anew. The run you fork stays as it is."
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        {fixed === null ? (
          <InputEditor text={text} recorded={recorded} problem={draft.ok ? null : draft.problem} onChange={setText} />
        ) : (
          <p className="text-muted">The input of this step can’t be edited. {fixed}</p>
        )}
        <TextField label="Reason (for the audit log)" value={reason} onChange={setReason} />
        {action.refusal !== null && <ErrorNote title="Not forked" {...action.refusal} onDismiss={action.dismiss} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={action.busy || (fixed === null && !draft.ok)}>
            {edited ? 'Fork with edited input' : 'Fork'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function InputEditor({
  text,
  recorded,
  problem,
  onChange,
}: {
  text: string;
  recorded: string;
  problem: string | null;
  onChange: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between">
        <label htmlFor={id} className="font-medium">
          Input of this step
        </label>
        <Button
          look="quiet"
          disabled={text === recorded}
          onClick={() => {
            onChange(recorded);
          }}
        >
          Undo changes
        </Button>
      </div>
      <textarea
        id={id}
        value={text}
        rows={12}
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        className={`bg-page rounded-md border p-3 font-mono text-xs ${problem === null ? 'border-line' : 'border-bad'}`}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
