import type { Applied } from './apply-plan.js';

/** What a run wove. */
export interface Woven {
  readonly opened: readonly string[];
  readonly touched: readonly string[];
  readonly merged: number;
  readonly split: number;
  readonly assigned: number;
  readonly dispatches: number;
  readonly flagged: number;
  readonly skipped: readonly string[];
}

export const nothingWoven: Woven = {
  opened: [],
  touched: [],
  merged: 0,
  split: 0,
  assigned: 0,
  dispatches: 0,
  flagged: 0,
  skipped: [],
};

/** Adds what one batch did. */
export const add = (
  woven: Woven,
  { opened, touched, merged, split, assigned, dispatches, flagged }: Applied,
): Woven => ({
  opened: [...woven.opened, ...opened],
  touched: [...new Set([...woven.touched, ...touched])],
  merged: woven.merged + merged,
  split: woven.split + split,
  assigned: woven.assigned + assigned,
  dispatches: woven.dispatches + dispatches,
  flagged: woven.flagged + flagged,
  skipped: woven.skipped,
});
