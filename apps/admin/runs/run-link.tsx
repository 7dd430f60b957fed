import type { RunLinkFragment } from '@/generated/graphql';
import { inZoneExactly } from '@/lib/time-words';
import { Go } from '@/ui/link';
import { Time, useShownZone } from '@/ui/time';

/** A run by what it is and when it was made. The link is named with both, to the second: runs of one lineage share their label. */
export function RunLink({ run }: { run: RunLinkFragment }) {
  const zone = useShownZone() ?? 'UTC';
  return (
    <span>
      <Go
        inText
        to={`/runs/${encodeURIComponent(run.id)}`}
        label={`${run.label} of ${inZoneExactly(run.createdAt, zone)}`}
      >
        {run.label}
      </Go>{' '}
      of <Time at={run.createdAt} />
    </span>
  );
}
