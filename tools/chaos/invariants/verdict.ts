import type { Observations } from '../observe/observations.js';

/** What one invariant says about a disturbed system. */
export interface Verdict {
  readonly invariant: string;
  /** Null when there was nothing to check it with; `detail` says why. Never true without having checked. */
  readonly holds: boolean | null;
  /** How many things were looked at. */
  readonly checked: number;
  readonly detail: string;
}

/** Looks at what was seen, and at nothing else. */
export type Checker = (seen: Observations) => Verdict;

/** A verdict from the violations found among `checked` things; `passed` is the detail when there are none. */
export function verdict(invariant: string, checked: number, violations: readonly string[], passed: string): Verdict {
  if (violations.length > 0)
    return {
      invariant,
      holds: false,
      checked,
      detail: `${violations.length} violation(s): ${violations.slice(0, 4).join('; ')}`,
    };
  if (checked === 0) return unchecked(invariant, `nothing happened that could show it (${passed})`);
  return { invariant, holds: true, checked, detail: passed };
}

/** For what could not be checked. */
export function unchecked(invariant: string, why: string): Verdict {
  return { invariant, holds: null, checked: 0, detail: why };
}

const TERMINAL: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled']);
/** Whether a run has ended for good. */
export function hasEnded(status: string): boolean {
  return TERMINAL.has(status);
}
/** Whether a run has ended or waits for a person: nothing about it moves by itself. */
export function hasStopped(status: string): boolean {
  return hasEnded(status) || status === 'needs_attention';
}

/** Two clock readings on one machine may differ by this much (ms) without meaning anything. */
export const CLOCK_MS = 5;

/** Items by a key. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
