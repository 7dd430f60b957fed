'use client';

import { Switch } from 'radix-ui';
import { useEffect, useId, useState, type FormEvent } from 'react';
import { SetRegionReviewDocument, type RegionRowFragment } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import type { RunControl } from './run-control';

/** Whether people approve before signals of a region go live, and how long they have. Viewers read it. */
export function ReviewSwitch({ row, control }: { row: RegionRowFragment; control: RunControl | null }) {
  const id = useId();
  const { required, timeoutHours } = row.review;
  if (control === null) {
    return required ? `People approve, within ${hours(timeoutHours)}` : <span className="text-muted">not asked</span>;
  }
  const set = (next: { required: boolean; timeoutHours: number }) => {
    control.act(async () => {
      await request(SetRegionReviewDocument, { query: row.regionSlug, ...next });
      return { result: { success: true, message: '' } };
    });
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <Switch.Root
          id={id}
          checked={required}
          disabled={control.busy}
          aria-label={`People approve before signals of ${row.regionName} go live`}
          title="People approve before signals go live"
          className="border-muted data-[state=checked]:bg-accent data-[state=checked]:border-accent bg-raised relative h-5 w-9 shrink-0 cursor-pointer rounded-full border disabled:cursor-not-allowed"
          onCheckedChange={(checked) => {
            set({ required: checked, timeoutHours });
          }}
        >
          <Switch.Thumb className="bg-muted data-[state=checked]:bg-accent-ink block size-3.5 translate-x-0.5 rounded-full transition-transform data-[state=checked]:translate-x-4.5" />
        </Switch.Root>
        <label htmlFor={id}>{required ? 'People approve' : 'Not asked'}</label>
      </div>
      {required && (
        <TimeoutField
          region={row.regionName}
          value={timeoutHours}
          onChange={(next) => {
            set({ required, timeoutHours: next });
          }}
        />
      )}
    </div>
  );
}

/** Hours until an approval that nobody gave counts as "hold"; sent when the field is left or Enter is pressed. */
function TimeoutField({
  region,
  value,
  onChange,
}: {
  region: string;
  value: number;
  onChange: (hours: number) => void;
}) {
  const id = useId();
  const [draft, setDraft] = useState(String(value));
  useEffect(() => {
    setDraft(String(value));
  }, [value]);
  const send = () => {
    const next = Number(draft);
    if (next > 0 && next !== value) onChange(next);
    else setDraft(String(value));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={submit} className="text-muted flex items-center gap-1.5 text-xs">
      <label htmlFor={id}>within</label>
      <input
        id={id}
        type="number"
        min={0.01}
        step="any"
        value={draft}
        aria-label={`Hours to approve in ${region}`}
        className="border-line bg-panel text-ink h-6 w-14 rounded border px-1.5"
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onBlur={send}
      />
      h
    </form>
  );
}

const hours = (count: number): string => `${String(count)} ${count === 1 ? 'hour' : 'hours'}`;
