'use client';

import { Check, X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { ReviewSignalDocument, type ReviewStatus } from '@/generated/graphql';
import { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';
import { useMayOperate } from '@/lib/session';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/fields';
import { ErrorNote } from '@/ui/notes';

/** Approve or reject by hand; rejecting asks why. */
export function ReviewActions({ id, status }: { id: string; status: ReviewStatus }) {
  const mayOperate = useMayOperate();
  const action = useAction();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (!mayOperate || status === 'EXPIRED') return null;
  const review = (next: ReviewStatus) => {
    action.act(async () => {
      const { reviewSignal } = await request(ReviewSignalDocument, {
        id,
        status: next,
        reason: reason === '' ? null : reason,
      });
      return { result: { success: reviewSignal !== null, message: 'This signal is not stored any more.' } };
    });
  };
  const reject = (event: FormEvent) => {
    event.preventDefault();
    review('REJECTED');
    setAsking(false);
  };
  return (
    <>
      {action.refusal !== null && <ErrorNote {...action.refusal} onDismiss={action.dismiss} />}
      {status !== 'LIVE' && (
        <Button
          disabled={action.busy}
          onClick={() => {
            review('LIVE');
          }}
        >
          <Check aria-hidden className="size-4" />
          Approve
        </Button>
      )}
      {status !== 'REJECTED' && (
        <Button
          look="danger"
          disabled={action.busy}
          onClick={() => {
            setAsking(true);
          }}
        >
          <X aria-hidden className="size-4" />
          Reject
        </Button>
      )}
      <Dialog
        open={asking}
        onClose={() => {
          setAsking(false);
        }}
        title="Reject this signal?"
        description="It disappears from every public list. Its reason is kept, and it can be approved again."
      >
        <form onSubmit={reject} className="flex flex-col gap-3">
          <TextField label="Reason" required value={reason} onChange={setReason} />
          <div className="flex justify-end gap-2">
            <Button
              onClick={() => {
                setAsking(false);
              }}
            >
              Cancel
            </Button>
            <Button type="submit" look="danger">
              Reject
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
