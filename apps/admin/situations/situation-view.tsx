'use client';

import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { SituationDocument } from '@/generated/graphql';
import { request } from '@/lib/graphql';
import { useZone } from '@/lib/region';
import { SignalTable } from '@/signals/signal-table';
import { Badge } from '@/ui/badge';
import { Go } from '@/ui/link';
import { NotRead } from '@/ui/not-read';
import { EmptyState, Loading } from '@/ui/notes';
import { Facts, PageHead, Panel } from '@/ui/panel';
import { InZone, Time } from '@/ui/time';
import { ArcLabel, Share } from './arc';
import { DispatchText } from './dispatch-text';

/** One situation: how warm and why, what is said about it with citations, and its members. */
export function SituationView({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['situation', id],
    queryFn: ({ signal }) => request(SituationDocument, { id }, signal),
  });
  const situation = query.data?.situation;
  const zone = useZone(situation?.region);
  if (query.error !== null) return <NotRead what="The situation" error={query.error} />;
  if (situation === undefined) return <Loading label="Loading the situation" />;
  if (situation === null) {
    return (
      <EmptyState title="No such situation">
        <Go to="/situations">All situations</Go>
      </EmptyState>
    );
  }
  const { parts } = situation;
  return (
    <InZone zone={zone}>
      <div className="flex flex-col gap-5">
        <PageHead title={situation.headline} lead={situation.lede} />
        <div className="grid gap-5 xl:grid-cols-[1.4fr_1fr]">
          <Panel title="Dispatches">
            {situation.dispatches.length === 0 && (
              <p className="text-muted">
                None yet: the next run of the Situation Weaver writes one from the members below.
              </p>
            )}
            <ol className="flex flex-col gap-5">
              {situation.dispatches.map((dispatch) => (
                <li key={dispatch.id}>
                  <p className="text-muted mb-1 flex items-center gap-3">
                    {dispatch.type.toLowerCase()} · <Time at={dispatch.createdAt} />
                    {dispatch.flaggedForReview && (
                      <Badge
                        icon={TriangleAlert}
                        tone="warn"
                      >{`Held back: ${dispatch.flagReason ?? 'needs review'}`}</Badge>
                    )}
                  </p>
                  <DispatchText dispatch={dispatch} />
                </li>
              ))}
            </ol>
          </Panel>
          <Panel title="Temperature">
            <Facts
              rows={[
                ['Arc', <ArcLabel key="arc" arc={situation.arc} />],
                ['Temperature', <Share key="t" label="Temperature" value={situation.temperature} />],
                ['Tension heat', <Share key="h" label="Tension heat" value={parts.tensionHeat} />],
                ['New voices', <Share key="v" label="Entity velocity" value={parts.entityVelocity} />],
                ['Unanswered', <Share key="g" label="Response gap" value={parts.responseGap} />],
                ['Echoed outside', <Share key="a" label="Amplification" value={parts.amplification} />],
                ['Unclear', <Share key="c" label="Clarity need" value={parts.clarityNeed} />],
                ['Clarity', situation.clarity.toLowerCase()],
                ['First seen', <Time key="first" at={situation.firstSeen} />],
                ['Updated', <Time key="last" at={situation.lastUpdated} />],
              ]}
            />
          </Panel>
        </div>
        <Panel title={`Members (${String(situation.signals.length)})`} flush>
          <SignalTable signals={situation.signals} zone={zone} />
        </Panel>
      </div>
    </InZone>
  );
}
