import type { SyntheticKind } from './workflows.js';

/**
 * The commands each synthetic workflow gave when its history was first recorded, in order. A worker that replays today's journals
 * must ask for the same: a change of the engine's step keys would orphan every open run.
 */
const GOLDEN: Partial<Record<SyntheticKind, (width: number) => readonly string[]>> = {
  ledger: (steps) => [...numbered('work', steps), 'charge', 'count', 'after'],
  fan: () => ['split', 'parts', 'join', 'count'],
  part: (steps) => [...numbered('work', steps), 'charge', 'count'],
  nap: () => ['now', 'nap', 'woke'],
  approve: () => ['ask', 'approval', 'done'],
};

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${name}-${n}`);
}

/** The history of a finished run of a kind whose journal has so many steps; undefined for kinds without one. */
export function goldenHistory(kind: string, journaled: number): readonly string[] | undefined {
  const golden = GOLDEN[kind as SyntheticKind];
  if (!golden) return undefined;
  return golden(Math.max(0, journaled - golden(0).length));
}
