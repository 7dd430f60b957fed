import { lengthInWords } from '@/lib/duration';
import { axisLabels, idleWords, type AxisLabel } from './axis-labels';
import type { TimeScale } from './time-scale';

/** Both ends of the axis, and below them how long each compressed stretch was. */
export function Axis({ scale }: { scale: TimeScale }) {
  const labels = axisLabels(scale.gaps);
  return (
    <div className={`relative ${labels.length === 0 ? 'h-4' : 'h-8'}`}>
      <span className="absolute left-0">0</span>
      <span className="absolute right-0">{lengthInWords(scale.to - scale.from)}</span>
      {labels.map((label) => (
        <span
          key={label.gap.left}
          className={`absolute bottom-0 whitespace-nowrap ${label.side === 'middle' ? '-translate-x-1/2' : ''}`}
          style={placeOf(label)}
          title={idleWords(label.gap)}
        >
          ⋯ {lengthInWords(label.gap.ms)}
        </span>
      ))}
    </div>
  );
}

function placeOf({ at, side }: AxisLabel) {
  return side === 'end' ? { right: `${String(100 - at)}%` } : { left: `${String(at)}%` };
}
