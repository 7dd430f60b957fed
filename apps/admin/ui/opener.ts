'use client';

import { useState } from 'react';

type Focusable = Pick<HTMLElement, 'closest' | 'focus' | 'isConnected'>;

/** What gets the focus back when a dialog closes: what had it, or of an item of a menu, which is gone by then, the menu's button. */
export function openerOf<T extends Pick<Element, 'closest'>>(focused: T, byId: (id: string) => T | null): T | null {
  const button = focused.closest('[role="menu"]')?.getAttribute('aria-labelledby') ?? null;
  return button === null ? focused : byId(button);
}

/** Gives the focus back; false when what had it is not in the document any more. */
export function giveBack(opener: Focusable | null): boolean {
  if (opener?.isConnected !== true) return false;
  opener.focus();
  return true;
}

/** For a dialog without a trigger of its own: remembers what had the focus when it opened. The handler gives it back. */
export function useOpener(open: boolean): (closing: Event) => void {
  const [was, setWas] = useState({ open: false, opener: null as HTMLElement | null });
  // Looked at while it renders: afterwards the menu it was opened from is gone, and the focus is in the dialog.
  if (open !== was.open) setWas({ open, opener: open ? focusedNow() : was.opener });
  return (closing) => {
    if (giveBack(was.opener)) closing.preventDefault();
  };
}

function focusedNow(): HTMLElement | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement ? openerOf(focused, (id) => document.getElementById(id)) : null;
}
