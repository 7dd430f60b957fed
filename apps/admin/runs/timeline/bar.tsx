import { lengthInWords } from '@/lib/duration';
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

/** Both ends of the axis and how long each compressed stretch was. */
export function Axis({ scale }: { scale: TimeScale }) {
  return (
    <div className="relative h-4">
      <span className="absolute left-0">0</span>
      <span className="absolute right-0">{lengthInWords(scale.to - scale.from)}</span>
      {scale.gaps
        .filter((gap) => gap.left > 6 && gap.left < 82)
        .map((gap) => (
          <span
            key={gap.left}
            className="absolute -translate-x-1/2 whitespace-nowrap"
            style={{ left: `${String(gap.left + gap.width / 2)}%` }}
            title={`${lengthInWords(gap.ms)} in which nothing was at work, drawn short`}
          >
            ⋯ {lengthInWords(gap.ms)}
          </span>
        ))}
    </div>
  );
}
