import type { SignalRowFragment } from '@/generated/graphql';
import { ReviewBadge } from '@/ui/badge';
import { Go } from '@/ui/link';
import { Time } from '@/ui/time';
import { SignalTypeLabel } from './signal-type';

/** Signals, one a row. */
export function SignalTable({ signals, zone }: { signals: readonly SignalRowFragment[]; zone: string | null }) {
  return (
    <table aria-label="Signals">
      <thead>
        <tr>
          <th scope="col">Type</th>
          <th scope="col">Title</th>
          <th scope="col">When</th>
          <th scope="col">Where</th>
          <th scope="col">Review</th>
          <th scope="col">Confidence</th>
          <th scope="col">Told by others</th>
        </tr>
      </thead>
      <tbody>
        {signals.map((signal) => (
          <tr key={signal.id}>
            <td>
              <SignalTypeLabel type={signal.type} />
            </td>
            <td className="max-w-md">
              <Go to={`/signals/${encodeURIComponent(signal.id)}`}>{signal.title}</Go>
              {signal.eventStatus !== null && signal.eventStatus !== 'SCHEDULED' && (
                <span className="text-bad ml-2 font-medium">{signal.eventStatus.toLowerCase()}</span>
              )}
            </td>
            <td>
              <Time at={signal.startsAt} zone={signal.timeZone ?? zone} empty="–" />
            </td>
            <td className="max-w-60 truncate">{signal.locationName ?? <span className="text-muted">–</span>}</td>
            <td>
              <ReviewBadge status={signal.reviewStatus} />
            </td>
            <td className="tabular-nums">{signal.confidence.toFixed(2)}</td>
            <td className="tabular-nums">{signal.corroborationCount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
