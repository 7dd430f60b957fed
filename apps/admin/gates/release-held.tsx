'use client';

import { useQuery } from '@tanstack/react-query';
import { Radio } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { HeldSignalsDocument, ReviewSignalsDocument, type GateRowFragment } from '@/generated/graphql';
import { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/fields';
import { ErrorNote } from '@/ui/notes';

/** Lets the signals go live that a gate left held, after asking; nothing once none of them is held any more. */
export function ReleaseHeld({ gate }: { gate: Pick<GateRowFragment, 'id' | 'runId'> }) {
  const action = useAction();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const { data: ids = [] } = useQuery({
    queryKey: ['held-signals', gate.id],
    queryFn: ({ signal }) => heldSignals(gate, signal),
  });
  const release = (event: FormEvent) => {
    event.preventDefault();
    setAsking(false);
    action.act(async () => {
      // Somebody may have decided about one of them since this page was read.
      const held = new Set(await heldSignals(gate));
      const { reviewSignals } = await request(ReviewSignalsDocument, {
        ids: ids.filter((id) => held.has(id)),
        status: 'LIVE',
        reason: reason.trim() === '' ? null : reason,
      });
      return { result: { success: reviewSignals.notFound.length === 0, message: gone(reviewSignals.notFound.length) } };
    });
  };
  const what = ids.length === 1 ? '1 signal' : `${String(ids.length)} signals`;
  return (
    <>
      {ids.length > 0 && (
        <div className="mt-1">
          <Button
            disabled={action.busy}
            onClick={() => {
              setAsking(true);
            }}
          >
            <Radio aria-hidden className="size-4" />
            {`Let ${what} go live`}
          </Button>
        </div>
      )}
      {action.refusal !== null && <ErrorNote {...action.refusal} onDismiss={action.dismiss} />}
      <Dialog
        open={asking}
        onClose={() => {
          setAsking(false);
        }}
        title={`Let ${what} go live?`}
        description="Nobody approved them when this run asked. They appear in every public list at once; each can be rejected by itself later."
      >
        <form onSubmit={release} className="flex flex-col gap-3">
          <TextField label="Reason (optional)" value={reason} onChange={setReason} />
          <div className="flex justify-end gap-2">
            <Button
              onClick={() => {
                setAsking(false);
              }}
            >
              Keep them held
            </Button>
            <Button type="submit" look="primary">
              Let them go live
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

async function heldSignals(
  gate: Pick<GateRowFragment, 'id' | 'runId'>,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { scoutRun } = await request(HeldSignalsDocument, { runId: gate.runId }, signal);
  return scoutRun?.gates.find(({ id }) => id === gate.id)?.heldSignalIds ?? [];
}

function gone(count: number): string {
  return count === 1 ? '1 of them is not stored any more.' : `${String(count)} of them are not stored any more.`;
}
