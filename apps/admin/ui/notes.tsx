'use client';

import { CircleAlert, Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { CopyButton } from './copy';

/** An error that stays on screen and can be copied; `unblocks` says what to do. */
export function ErrorNote({
  title,
  message,
  code,
  unblocks,
  onDismiss,
  action,
}: {
  title?: string;
  message: string;
  code?: string | null;
  unblocks?: string | null;
  onDismiss?: () => void;
  action?: ReactNode;
}) {
  const copied = [title, code, message, unblocks].filter(Boolean).join('\n');
  return (
    <div role="alert" className="border-bad bg-panel flex items-start gap-3 rounded-md border px-4 py-3">
      <CircleAlert aria-hidden className="text-bad mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-medium">{title}</p>}
        <p className="break-words">{message}</p>
        {unblocks !== undefined && unblocks !== null && <p className="text-muted">{unblocks}</p>}
        {code !== undefined && code !== null && <p className="text-muted font-mono text-xs">{code}</p>}
      </div>
      {action}
      <CopyButton label="Copy error" text={copied} />
      {onDismiss !== undefined && (
        <Button look="quiet" onClick={onDismiss}>
          Dismiss
        </Button>
      )}
    </div>
  );
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="text-muted flex flex-col items-center gap-2 px-6 py-14 text-center">
      <Inbox aria-hidden className="size-6" />
      <p className="text-ink font-medium">{title}</p>
      {children !== undefined && <div className="max-w-prose">{children}</div>}
    </div>
  );
}

/** Shown while a first answer is awaited. */
export function Loading({ label }: { label: string }) {
  return (
    <p role="status" className="text-muted px-4 py-10 text-center">
      {label}…
    </p>
  );
}
