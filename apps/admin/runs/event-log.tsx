'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RunEventsDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { Button } from '@/ui/button';
import { Select } from '@/ui/fields';
import { EmptyState, ErrorNote } from '@/ui/notes';
import { Panel } from '@/ui/panel';
import { Time } from '@/ui/time';

/** What happened in a run, oldest first, filtered by type. */
export function EventLog({ runId }: { runId: string }) {
  const [type, setType] = useState('');
  const query = useInfiniteQuery({
    queryKey: ['events', runId],
    queryFn: ({ signal, pageParam }) => request(RunEventsDocument, { id: runId, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) =>
      last.scoutRun?.events.pageInfo.hasNextPage === true ? last.scoutRun.events.pageInfo.endCursor : null,
  });
  const events = query.data?.pages.flatMap((page) => page.scoutRun?.events.edges.map((edge) => edge.node) ?? []) ?? [];
  const types = [...new Set(events.map((event) => event.type))].sort();
  const shown = type === '' ? events : events.filter((event) => event.type === type);
  return (
    <Panel
      title="Events"
      flush
      actions={
        <>
          <span className="text-muted" role="status">
            {shown.length} of {events.length}
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
                  <td className="w-44">
                    <Time at={event.at} />
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
