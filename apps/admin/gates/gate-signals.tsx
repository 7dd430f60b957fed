'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { StagedTitlesDocument, type GateRowFragment } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { SignalTypeLabel } from '@/signals/signal-type';
import { Go } from '@/ui/link';
import { NotRead } from '@/ui/not-read';
import { Loading } from '@/ui/notes';
import { subjectOf } from './subject';

/** The signals that an approval is about, each linked; read when they are asked for. */
export function GateSignals({ gate, region }: { gate: GateRowFragment; region: string }) {
  const { signals, signalIds } = subjectOf(gate.subject);
  const [shown, setShown] = useState(false);
  const query = useQuery({
    queryKey: ['staged-titles', region],
    queryFn: ({ signal }) => request(StagedTitlesDocument, { region }, signal),
    enabled: shown,
  });
  if (signalIds.length === 0) return null;
  const known = new Map(query.data?.signals.edges.map(({ node }) => [node.id, node]) ?? []);
  const unnamed = (signals ?? signalIds.length) - signalIds.length;
  return (
    <details
      onToggle={(event) => {
        setShown(event.currentTarget.open);
      }}
    >
      <summary className="text-accent cursor-pointer">Show the signals</summary>
      <NotRead what="The signals" error={query.error} />
      {query.isFetching && query.data === undefined && <Loading label="Loading signals" />}
      {query.data !== undefined && (
        <ul aria-label="Signals that wait" className="mt-2 max-h-72 overflow-y-auto">
          {signalIds.map((id) => {
            const signal = known.get(id);
            return (
              <li key={id} className="flex gap-3 py-1">
                {signal !== undefined && (
                  <span className="w-28 shrink-0">
                    <SignalTypeLabel type={signal.type} />
                  </span>
                )}
                <Go to={`/signals/${encodeURIComponent(id)}`}>{signal?.title ?? id}</Go>
              </li>
            );
          })}
        </ul>
      )}
      {unnamed > 0 && (
        <p className="text-muted mt-1">
          And {unnamed} more:{' '}
          <Go inText to={`/signals?region=${region}&status=STAGED`}>
            all staged signals
          </Go>
        </p>
      )}
    </details>
  );
}
