import type { TrueSignal } from './types.js';

/** Looks up an item's quote by its id, so that a page and the truth about it can't drift apart. Throws for an unknown id. */
export function quotes(signals: readonly TrueSignal[]): (id: string) => string {
  const known = new Map(signals.map((signal) => [signal.id, signal.quote]));
  return (id) => {
    const quote = known.get(id);
    if (quote === undefined) throw new Error(`no item "${id}" on this site`);
    return quote;
  };
}
