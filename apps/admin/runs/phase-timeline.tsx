import type { RunRowFragment } from '@/generated/graphql';
import { RunBadge } from '@/ui/badge';
import { Go } from '@/ui/link';
import { Money } from '@/ui/money';
import { Panel } from '@/ui/panel';
import { duration } from '@/ui/time';

/** At most this many bars are drawn; a scrape of thousands of sources stays readable. */
const MOST_BARS = 50;

/** Bars differ by fill, not only by colour: waiting is hollow, running striped, failed has a heavy edge. */
const FILL: Readonly<Record<string, string>> = {
  COMPLETED: 'bg-good',
  RUNNING: 'bg-busy bar-striped',
  SUSPENDED: 'border border-dashed border-busy',
  FAILED: 'bg-bad border-y-4 border-ink',
  NEEDS_ATTENTION: 'bg-bad border-y-4 border-ink',
  CANCELLED: 'bg-muted/50',
};

/** Children of a run on one time line; a bar begins where its run was created and is hollow until it started. */
export function PhaseTimeline({ runs, now }: { runs: readonly RunRowFragment[]; now: number }) {
  const started = runs.flatMap((run) => (run.startedAt === null ? [] : [Date.parse(run.startedAt)]));
  const from = Math.min(...started, now);
  const to = Math.max(
    ...runs.map((run) =>
      run.finishedAt === null ? (run.startedAt === null ? from : now) : Date.parse(run.finishedAt),
    ),
    from + 1,
  );
  const percent = (time: number) => ((time - from) / (to - from)) * 100;
  const shown = runs.slice(0, MOST_BARS);
  return (
    <Panel title={runs[0]?.kind === 'PHASE' ? 'Phases' : 'Parts'} flush>
      <table aria-label="Time line">
        <thead className="sr-only">
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Status</th>
            <th scope="col">Time line</th>
            <th scope="col">Took</th>
            <th scope="col">Spent</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((run) => (
            <tr key={run.id}>
              <td className="max-w-72 truncate">
                <Go to={`/runs/${encodeURIComponent(run.id)}`}>{run.label}</Go>
              </td>
              <td className="w-40">
                <RunBadge status={run.status} />
              </td>
              <td className="w-1/2 min-w-40">
                {run.startedAt === null ? (
                  <span className="text-muted">not started</span>
                ) : (
                  <div aria-hidden className="bg-raised relative h-4 rounded-sm">
                    <div
                      className={`absolute inset-y-0 min-w-1 rounded-sm ${FILL[run.status] ?? 'bg-busy'}`}
                      style={{
                        left: `${String(percent(Date.parse(run.startedAt)))}%`,
                        width: `${String(percent(run.finishedAt === null ? now : Date.parse(run.finishedAt)) - percent(Date.parse(run.startedAt)))}%`,
                      }}
                    />
                  </div>
                )}
                {run.error !== null && <span className="text-bad block break-words">{run.error.message}</span>}
                {run.finishedAt === null && run.nowDoing !== null && (
                  <span className="text-muted block">{run.nowDoing}</span>
                )}
              </td>
              <td className="tabular-nums">{duration(run.startedAt, run.finishedAt, now)}</td>
              <td>
                <Money microUsd={run.spentMicroUsd} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {runs.length > shown.length && (
        <p className="text-muted px-4 py-2">
          {runs.length - shown.length} more are not drawn; their steps are listed below.
        </p>
      )}
    </Panel>
  );
}
