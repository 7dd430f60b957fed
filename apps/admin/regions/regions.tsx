'use client';

import { useQuery } from '@tanstack/react-query';
import { RegionsDocument } from '@/generated/graphql';
import { PendingGates } from '@/gates/pending-gates';
import { request } from '@/lib/graphql';
import { useNow } from '@/lib/now';
import { useMayOperate } from '@/lib/session';
import { NotRead } from '@/ui/not-read';
import { EmptyState, ErrorNote, Loading } from '@/ui/notes';
import { PageHead, Panel } from '@/ui/panel';
import { InZone } from '@/ui/time';
import { AddRegion } from './add-region';
import { Postponed } from './postponed';
import { ACTIONS_CELL, RegionRow } from './region-row';
import { useRunControl } from './run-control';
import { RunQuestions } from './run-questions';

/** Home: every region, what it does now, and the buttons that make it do something. Without events it still looks every 5 s. */
export function Regions() {
  const regions = useQuery({
    queryKey: ['regions'],
    queryFn: ({ signal }) => request(RegionsDocument, {}, signal),
    refetchInterval: 5_000,
  });
  const control = useRunControl();
  const mayOperate = useMayOperate();
  const rows = regions.data?.regions ?? [];
  const now = useNow(true);
  return (
    <>
      <PageHead
        title="Regions"
        lead="What is being scouted, and how far it is."
        actions={mayOperate && <AddRegion onRefused={control.refuse} />}
      />
      <div className="mb-4 flex flex-col gap-2">
        <NotRead what="The regions" error={regions.error} />
        {control.refusal !== null && <ErrorNote title="Not done" {...control.refusal} onDismiss={control.dismiss} />}
        {rows.map((row) => (
          <InZone key={row.regionSlug} zone={row.timeZone}>
            <PendingGates gates={row.pendingGates} region={row.regionSlug} regionName={row.regionName} now={now} />
          </InZone>
        ))}
        <Postponed
          zoneOf={(slug) => rows.find((row) => row.regionSlug === slug)?.timeZone ?? null}
          control={control}
          now={now}
        />
      </div>
      <Panel flush>
        {regions.isPending && <Loading label="Loading regions" />}
        {regions.isSuccess && rows.length === 0 && (
          <EmptyState title="No region yet">
            Type the name of a city or county above, for example “Austin, TX”, and run it.
          </EmptyState>
        )}
        {rows.length > 0 && (
          <table aria-label="Regions">
            <thead>
              <tr>
                <th scope="col">Region</th>
                <th scope="col">Status</th>
                <th scope="col">Signals</th>
                <th scope="col">Last scouted</th>
                <th scope="col">Spent today</th>
                <th scope="col">Approval</th>
                {mayOperate && (
                  <th scope="col" className={ACTIONS_CELL}>
                    <span className="sr-only">Actions</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <RegionRow key={row.regionSlug} row={row} control={mayOperate ? control : null} />
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      <RunQuestions control={control} />
    </>
  );
}
