'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { RunEventsDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { Button } from '@/ui/button';
import { Select } from '@/ui/fields';
import { Go } from '@/ui/link';
import { NotRead } from '@/ui/not-read';
import { EmptyState } from '@/ui/notes';
import { Panel } from '@/ui/panel';
import { Time } from '@/ui/time';
import { eventCount, withoutScheme, type EventOrder } from './event-words';

const ORDERS = ['newest', 'oldest'] as const satisfies readonly EventOrder[];
const ORDER_WORDS: Readonly<Record<EventOrder, string>> = { newest: 'Newest first', oldest: 'Oldest first' };

/** What happened in a run, newest first unless the URL says otherwise, filtered by type. */
export function EventLog({ runId }: { runId: string }) {
  const [type, setType] = useState('');
  const [order, setOrder] = useQueryState('events', parseAsStringLiteral(ORDERS).withDefault('newest'));
  const query = useInfiniteQuery({
    queryKey: ['events', runId, order],
    queryFn: ({ signal, pageParam }) =>
      request(RunEventsDocument, { id: runId, after: pageParam, newestFirst: order === 'newest' }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) =>
      last.scoutRun?.events.pageInfo.hasNextPage === true ? last.scoutRun.events.pageInfo.endCursor : null,
  });
  const events = query.data?.pages.flatMap((page) => page.scoutRun?.events.edges.map((edge) => edge.node) ?? []) ?? [];
  const types = [...new Set(events.map((event) => event.type))].sort();
  const shown = type === '' ? events : events.filter((event) => event.type === type);
  const total = query.data?.pages.at(-1)?.scoutRun?.events.totalCount ?? 0;
  return (
    <Panel
      title="Events"
      flush
      actions={
        <>
          <span className="text-muted" role="status">
            {eventCount({ shown: shown.length, read: events.length, total }, order)}
          </span>
          <Select
            label="Event type"
            value={type}
            options={types.map((name) => [name, name.replaceAll('_', ' ')] as const)}
            onChange={setType}
          />
          <Select
            label="Order"
            value={order}
            any={null}
            options={ORDERS.map((end) => [end, ORDER_WORDS[end]] as const)}
            onChange={(next) => void setOrder(next as EventOrder)}
          />
        </>
      }
    >
      <NotRead what="The events" error={query.error} />
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
                  <td className="w-64 max-w-64 truncate" title={event.part?.label}>
                    {event.part !== null && (
                      <Go to={`/runs/${encodeURIComponent(event.part.id)}`}>{withoutScheme(event.part.label)}</Go>
                    )}
                  </td>
                  <td className="w-44 font-medium">{event.type.replaceAll('_', ' ')}</td>
                  <td className="text-muted min-w-72 font-mono text-xs break-all">{JSON.stringify(event.data)}</td>
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
