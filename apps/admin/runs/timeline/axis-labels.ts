import { lengthInWords } from '../../lib/duration';
import type { Gap } from './time-scale';

/** Where the words about a gap stand on the axis: `at` percent from the left lies their start, middle or end. */
export interface AxisLabel {
  readonly gap: Gap;
  readonly at: number;
  readonly side: 'start' | 'middle' | 'end';
}

/** Room that one label takes at most, in percent of the axis. */
const LABEL_PERCENT = 30;

/**
 * Labels of gaps from left to right. Each lies over the middle of its gap, or where it would stick out of the axis within its end, as does that of
 * a wait that still goes on. Where two don't fit side by side the longer wait has the room.
 */
export function axisLabels(gaps: readonly Gap[]): readonly AxisLabel[] {
  const kept: AxisLabel[] = [];
  for (const gap of [...gaps].sort((a, b) => b.ms - a.ms)) {
    const label = placed(gap);
    if (kept.every((other) => Math.abs(startOf(other) - startOf(label)) >= LABEL_PERCENT)) kept.push(label);
  }
  return kept.sort((a, b) => a.gap.left - b.gap.left);
}

/** What a gap is, in words. */
export function idleWords(gap: Gap): string {
  return `${lengthInWords(gap.ms)} in which nothing was at work, drawn short`;
}

function placed(gap: Gap): AxisLabel {
  const middle = gap.left + gap.width / 2;
  if (middle < LABEL_PERCENT / 2) return { gap, at: gap.left, side: 'start' };
  if (middle > 100 - LABEL_PERCENT / 2) return { gap, at: gap.left + gap.width, side: 'end' };
  return { gap, at: middle, side: 'middle' };
}

function startOf({ at, side }: AxisLabel): number {
  return at - { start: 0, middle: LABEL_PERCENT / 2, end: LABEL_PERCENT }[side];
}
