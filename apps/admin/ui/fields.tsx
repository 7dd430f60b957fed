'use client';

import { useEffect, useId, useState } from 'react';

const FRAME = 'border-line bg-panel h-8 rounded-md border px-2';

/** A labelled choice; the empty value means "any". */
export function Select({
  label,
  value,
  options,
  any = 'Any',
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  any?: string | null;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <select
        id={id}
        value={value}
        className={FRAME}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {any !== null && <option value="">{any}</option>}
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A labelled text field that reports after typing has paused. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const [draft, setDraft] = useState(value);
  useEffect(() => {
    setDraft(value);
  }, [value]);
  useEffect(() => {
    if (draft === value) return;
    const timer = setTimeout(() => {
      onChange(draft);
    }, 300);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, value, onChange]);
  return (
    <div className="flex min-w-48 flex-1 flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <input
        id={id}
        type="search"
        value={draft}
        className={FRAME}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
      />
    </div>
  );
}

/** A labelled line of text inside a dialog or panel. */
export function TextField({
  label,
  value,
  required = false,
  onChange,
}: {
  label: string;
  value: string;
  required?: boolean;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        required={required}
        value={value}
        className="border-line bg-page h-9 w-full rounded-md border px-3"
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </div>
  );
}
