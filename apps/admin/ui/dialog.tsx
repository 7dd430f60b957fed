'use client';

import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { useOpener } from './opener';

/** A modal question; Escape and the overlay close it. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  wide = false,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  description: ReactNode;
  /** For what needs room, such as an editor. */
  wide?: boolean;
  children: ReactNode;
}) {
  const giveFocusBack = useOpener(open);
  return (
    <Primitive.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-30 bg-black/45" />
        <Primitive.Content
          onCloseAutoFocus={giveFocusBack}
          className={`border-line bg-panel fixed top-1/2 left-1/2 z-30 max-h-[calc(100vh-2rem)] ${wide ? 'w-[min(44rem,calc(100vw-2rem))]' : 'w-[min(30rem,calc(100vw-2rem))]'} -translate-1/2 overflow-y-auto rounded-lg border p-5 shadow-xl`}
        >
          <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="text-muted mt-1 mb-4">{description}</div>
          </Primitive.Description>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** A panel that slides in from the right: details of one row, the list stays in sight. */
export function Drawer({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
}) {
  const giveFocusBack = useOpener(open);
  return (
    <Primitive.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-20 bg-black/25" />
        <Primitive.Content
          onCloseAutoFocus={giveFocusBack}
          aria-describedby={undefined}
          className="border-line bg-panel fixed inset-y-0 right-0 z-20 w-[min(44rem,100vw)] overflow-y-auto border-l p-5 shadow-xl"
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <Primitive.Title className="min-w-0 text-base font-semibold break-words">{title}</Primitive.Title>
            <Primitive.Close className="text-muted hover:text-ink cursor-pointer rounded px-2">Close</Primitive.Close>
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
