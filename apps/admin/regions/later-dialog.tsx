'use client';

import { useId, useState, type FormEvent } from 'react';
import type { RegionRowFragment, ScoutPhase } from '@/generated/graphql';
import { inZone } from '@/lib/time-words';
import { fromZone, toZone } from '@/lib/zoned-time';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Select } from '@/ui/fields';
import type { RunControl } from './run-control';

const FULL = 'FULL';

/** Asks what to start and when, on the clocks of the region. */
export function LaterDialog({
  region,
  control,
  onClose,
}: {
  region: RegionRowFragment;
  control: RunControl;
  onClose: () => void;
}) {
  const id = useId();
  const zone = region.timeZone;
  const [what, setWhat] = useState(FULL);
  const [at, setAt] = useState(() => toZone(new Date(Date.now() + 3_600_000), zone));
  const moment = fromZone(at, zone);
  const problem = startProblem(moment, Date.now());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Looked at again: the dialog may have been open for long.
    if (moment === null || startProblem(moment, Date.now()) !== null) return;
    control.start(region.regionSlug, what === FULL ? null : (what as ScoutPhase), moment.toISOString());
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Start later in ${region.regionName}`}
      description="The run is kept until then, through restarts too, and can be cancelled before."
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Select
          label="What"
          any={null}
          value={what}
          options={[[FULL, 'Full Run'], ...region.phases.map(({ phase, label }) => [phase, label] as const)]}
          onChange={setWhat}
        />
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="text-muted text-xs">
            Start at ({zone})
          </label>
          <input
            id={id}
            type="datetime-local"
            required
            value={at}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-note`}
            className="border-line bg-page h-9 rounded-md border px-3"
            onChange={(event) => {
              setAt(event.target.value);
            }}
          />
          <p id={`${id}-note`} role="status" className={problem === null ? 'text-muted' : 'text-bad'}>
            {problem ?? `That is ${inZone(moment?.toISOString() ?? at, 'UTC')} UTC.`}
          </p>
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={problem !== null || control.busy}>
            Start later
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function startProblem(moment: Date | null, now: number): string | null {
  if (moment === null) return 'Choose a day and a time.';
  return moment.getTime() <= now ? 'This time is over: choose a later one, or use Run.' : null;
}
