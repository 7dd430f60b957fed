'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RunEventsDocument, type RunQuery } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { Button } from '@/ui/button';
import { Select } from '@/ui/fields';
import { EmptyState, ErrorNote } from '@/ui/notes';
import { Panel } from '@/ui/panel';
import { Time } from '@/ui/time';
import { eventCount, partName } from './event-words';
import { usePartNames } from './part-names';

/** What happened in a run, oldest first, filtered by type. */
export function EventLog({ run }: { run: NonNullable<RunQuery['scoutRun']> }) {
  const [type, setType] = useState('');
  const query = useInfiniteQuery({
    queryKey: ['events', run.id],
    queryFn: ({ signal, pageParam }) => request(RunEventsDocument, { id: run.id, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) =>
      last.scoutRun?.events.pageInfo.hasNextPage === true ? last.scoutRun.events.pageInfo.endCursor : null,
  });
  const events = query.data?.pages.flatMap((page) => page.scoutRun?.events.edges.map((edge) => edge.node) ?? []) ?? [];
  const types = [...new Set(events.map((event) => event.type))].sort();
  const shown = type === '' ? events : events.filter((event) => event.type === type);
  const total = query.data?.pages.at(-1)?.scoutRun?.events.totalCount ?? 0;
  const names = usePartNames(run, [...new Set(events.map((event) => event.runId))]);
  return (
    <Panel
      title="Events"
      flush
      actions={
        <>
          <span className="text-muted" role="status">
            {eventCount({ shown: shown.length, read: events.length, total })}
          </span>
          <Select
            label="Event type"
            value={type}
            options={types.map((name) => [name, name.replaceAll('_', ' ')] as const)}
            onChange={setType}
          />
        </>
      }
    >
      {query.error !== null && <ErrorNote title="The events can't be read" message={query.error.message} />}
      {query.isSuccess && events.length === 0 && (
        <EmptyState title="Nothing happened yet">Events appear here by themselves as they happen.</EmptyState>
      )}
      {shown.length > 0 && (
        <div role="region" aria-label="Events in order" tabIndex={0} className="max-h-160 overflow-auto">
          <table aria-label="Events">
            <tbody>
              {shown.map((event) => (
                <tr key={event.seq}>
                  <td className="w-56">
                    <Time exact at={event.at} />
                  </td>
                  <td className="w-44 max-w-44 truncate" title={event.runId}>
                    {partName(event.runId, names)}
                  </td>
                  <td className="w-44 font-medium">{event.type.replaceAll('_', ' ')}</td>
                  <td className="text-muted font-mono text-xs break-all">{JSON.stringify(event.data)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <div className="p-3">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            More events
          </Button>
        </div>
      )}
    </Panel>
  );
}
