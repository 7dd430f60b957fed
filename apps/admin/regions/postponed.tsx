'use client';

import { useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { PostponedRunsDocument, StopScoutRunDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { useMayOperate } from '@/lib/session';
import { Button } from '@/ui/button';
import { Go } from '@/ui/link';
import { Panel } from '@/ui/panel';
import { Time, untilWords } from '@/ui/time';
import type { RunControl } from './run-control';
import { NotRead } from '@/ui/not-read';

/** Runs that start later, soonest first, each with its start and a way to call it off. Nothing while there are none. */
export function Postponed({
  zoneOf,
  control,
  now,
}: {
  zoneOf: (slug: string) => string | null;
  control: RunControl;
  now: number;
}) {
  const mayOperate = useMayOperate();
  const query = useQuery({
    queryKey: ['postponed'],
    queryFn: ({ signal }) => request(PostponedRunsDocument, {}, signal),
    refetchInterval: 5_000,
  });
  const runs = (query.data?.scoutRuns.edges ?? []).flatMap(({ node }) =>
    node.startAt === null || node.startedAt !== null ? [] : [{ ...node, startAt: node.startAt }],
  );
  runs.sort((a, b) => Date.parse(a.startAt) - Date.parse(b.startAt));
  if (query.error !== null) return <NotRead what="Runs that start later" error={query.error} />;
  if (runs.length === 0) return null;
  return (
    <Panel title="Start later" flush>
      <table aria-label="Start later">
        <thead className="sr-only">
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Start</th>
            {mayOperate && <th scope="col">Actions</th>}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td className="align-middle!">
                <Go to={`/runs/${encodeURIComponent(run.id)}`}>{`${run.label}: ${run.region}`}</Go>
              </td>
              <td className="align-middle!">
                <span className="inline-flex items-center gap-1.5">
                  <CalendarClock aria-hidden className="text-muted size-4" />
                  <Time at={run.startAt} zone={zoneOf(run.region)} />
                  <span className="text-muted">{untilWords(run.startAt, now)}</span>
                </span>
              </td>
              {mayOperate && (
                <td className="text-right">
                  {run.actions.includes('STOP') && (
                    <Button
                      disabled={control.busy}
                      aria-label={`Cancel start of ${run.label} in ${run.region}`}
                      onClick={() => {
                        control.act(() => request(StopScoutRunDocument, { runId: run.id, kill: false }));
                      }}
                    >
                      Cancel start
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
