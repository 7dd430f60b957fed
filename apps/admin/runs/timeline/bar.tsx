import { idleWords } from './axis-labels';
import { LOOKS } from './looks';
import type { Segment } from './row-state';
import type { TimeScale } from './time-scale';

/** The bar of one row. Its words stand in the row; the bar itself is for the eye only. */
export function Bar({ segments, scale }: { segments: readonly Segment[]; scale: TimeScale }) {
  return (
    <div aria-hidden className="relative h-4">
      {scale.gaps.map((gap) => (
        <span
          key={gap.left}
          title={idleWords(gap)}
          className="border-line absolute -inset-y-3 border-x border-dotted"
          style={{ left: `${String(gap.left)}%`, width: `${String(gap.width)}%` }}
        />
      ))}
      {segments.map((segment, index) => {
        const left = scale.percent(segment.from);
        const right = segment.to === null ? 100 : scale.percent(segment.to);
        return (
          <span
            key={index}
            className={`absolute inset-y-0 min-w-1 rounded-xs ${LOOKS[segment.look].bar}`}
            style={{ left: `min(${String(left)}%, 100% - 4px)`, width: `${String(right - left)}%` }}
          />
        );
      })}
    </div>
  );
}
