import type { RunQuery } from '@/generated/graphql';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { atStake } from './at-stake';

/** Asks before a run is cut off, and says what is lost. */
export function KillDialog({
  run,
  onClose,
  onKill,
}: {
  run: NonNullable<RunQuery['scoutRun']>;
  onClose: () => void;
  onKill: () => void;
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Stop ${run.parent === null ? run.label : run.parent.label} at once?`}
      description={
        <>
          <p>
            Steps in flight are cut off: their results are refused when they come, and what they paid for is paid again
            on a retry. Finished steps are kept.
          </p>
          <p className="mt-2">{atStake(run)}</p>
        </>
      }
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Let it go on</Button>
        <Button look="danger" onClick={onKill}>
          Stop at once
        </Button>
      </div>
    </Dialog>
  );
}
