/** A stretch of time, unix milliseconds. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A stretch in which nothing was at work, drawn narrower than it was; `left` and `width` in percent of the axis. */
export interface Gap {
  readonly ms: number;
  readonly left: number;
  readonly width: number;
}

/** Maps times to places on an axis of 100 percent. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  readonly gaps: readonly Gap[];
  percent(time: number): number;
}

/** Idle for less than this is drawn as long as it was, however short the run. */
const SHORTEST_GAP_MS = 5_000;
/** Idle for less than this share of all work is drawn as long as it was. */
const SHORTEST_GAP_SHARE = 0.1;
/** A compressed gap is drawn this wide, in percent; all of them together at most {@link MOST_GAP_PERCENT}. */
const GAP_PERCENT = 4;
const MOST_GAP_PERCENT = 40;

/** An axis over `span` on which long stretches outside `busy` are compressed: a night of waiting hides no minute of work. */
export function timeScale(span: Interval, busy: readonly Interval[]): TimeScale {
  const from = span.from;
  const to = Math.max(span.to, from + 1);
  const merged = union(busy.map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) })));
  const work = merged.reduce((sum, one) => sum + one.to - one.from, 0);
  const long = Math.max(SHORTEST_GAP_MS, work * SHORTEST_GAP_SHARE);
  const idle = gapsBetween(merged, { from, to }).filter((gap) => gap.to - gap.from > long);
  // With no work at all there is nothing to make room for.
  const compressed = work === 0 ? [] : idle;
  const width = Math.min(GAP_PERCENT, MOST_GAP_PERCENT / Math.max(1, compressed.length));
  const idleMs = compressed.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  const perMs = (100 - width * compressed.length) / (to - from - idleMs);

  const percent = (time: number): number => {
    const at = Math.min(Math.max(time, from), to);
    let hidden = 0;
    let place = 0;
    for (const gap of compressed) {
      if (at <= gap.from) break;
      const inside = Math.min(at, gap.to) - gap.from;
      hidden += inside;
      place += width * (inside / (gap.to - gap.from));
    }
    return place + (at - from - hidden) * perMs;
  };
  return {
    from,
    to,
    percent,
    gaps: compressed.map((gap) => ({ ms: gap.to - gap.from, left: percent(gap.from), width })),
  };
}

/** Intervals without overlaps, in order; empty ones are dropped. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals.filter((one) => one.to > one.from).sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const one of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else merged.push({ ...one });
  }
  return merged;
}

/** What of `intervals` lies outside `holes`. */
export function without(intervals: readonly Interval[], holes: readonly Interval[]): readonly Interval[] {
  const cut = union(holes);
  return union(intervals).flatMap((one) => gapsBetween(cut, one));
}

/** Stretches of `span` that none of the ordered, separate intervals covers. */
function gapsBetween(intervals: readonly Interval[], span: Interval): readonly Interval[] {
  const gaps: Interval[] = [];
  let at = span.from;
  for (const one of intervals) {
    if (one.to <= span.from || one.from >= span.to) continue;
    if (one.from > at) gaps.push({ from: at, to: one.from });
    at = Math.max(at, one.to);
  }
  if (at < span.to) gaps.push({ from: at, to: span.to });
  return gaps;
}
